package flamingo.train.stage;

import flamingo.train.text.Document;
import flamingo.train.text.DocumentMaker;
import flamingo.train.text.PicturePool;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Documents in words: 35% in context, 28% questions, 17% captions, 20% keys and values. */
final class TextMixture {
  private static final int PICTURES = 192;
  private static final double PHOTOS = 0.25;
  private static final double IN_CONTEXT = 0.35;
  private static final double QUESTIONS = 0.63;
  private static final double CAPTIONS = 0.80;

  /** More chunks than any document has room for. */
  static final int FILL = 16;

  private TextMixture() {}

  static List<Document> documents(int count, SplittableRandom random) {
    PicturePool pool = PicturePool.imagined(PICTURES, PHOTOS, random);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DocumentMaker maker = DocumentMaker.inWords(pool, random);
      double kind = random.nextDouble();
      if (kind < IN_CONTEXT) {
        documents.add(maker.inContext(FILL));
      } else if (kind < QUESTIONS) {
        documents.add(maker.questions(FILL));
      } else if (kind < CAPTIONS) {
        documents.add(maker.captions(FILL));
      } else {
        documents.add(maker.keysAndValues(FILL));
      }
    }
    return documents;
  }
}
