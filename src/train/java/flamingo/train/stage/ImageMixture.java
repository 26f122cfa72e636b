package flamingo.train.stage;

import flamingo.train.image.CifarImages;
import flamingo.train.image.ImageBatch;
import flamingo.train.image.ImageSource;
import flamingo.train.image.FigureImages;
import flamingo.train.text.Document;
import flamingo.train.text.DocumentMaker;
import flamingo.train.text.PicturePool;
import flamingo.dataset.shapes.Scenes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Images and documents about them: a quarter of one figure, half of two to four, a quarter
 * photographs if there are any.
 */
final class ImageMixture {

  private final ImageSource one = new FigureImages(random -> Scenes.of(1, random));
  private final ImageSource many =
      new FigureImages(random -> Scenes.of(2 + random.nextInt(5) / 2, random));
  private final ImageSource photos;
  private final Size size;

  /**
   * @param images of a step, a multiple of 4
   * @param inContext documents whose task only the examples tell
   * @param questions documents
   * @param captions documents
   */
  record Size(int images, int inContext, int questions, int captions) {}

  /** What a step reads. */
  record Drawn(ImageBatch images, List<Document> documents) {}

  ImageMixture(RunSettings settings, Size size) throws IOException {
    this.photos = settings.cifar() == null ? many : CifarImages.training(settings.cifar());
    this.size = size;
  }

  /** Images of any number of figures. */
  static ImageBatch figures(int count, SplittableRandom random) {
    return new FigureImages(Scenes::any).draw(count, random);
  }

  Drawn draw(SplittableRandom random) {
    int quarter = size.images() / 4;
    ImageBatch images =
        one.draw(quarter, random)
            .and(many.draw(2 * quarter, random))
            .and(photos.draw(quarter, random));
    DocumentMaker maker =
        DocumentMaker.withImages(new PicturePool(images.pictures()), random);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < size.inContext(); i++) {
      documents.add(maker.inContext(TextMixture.FILL));
    }
    for (int i = 0; i < size.questions(); i++) {
      documents.add(maker.questions(TextMixture.FILL));
    }
    for (int i = 0; i < size.captions(); i++) {
      documents.add(maker.captions(TextMixture.FILL));
    }
    return new Drawn(images, documents);
  }
}
