package flamingo.train.text;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.dataset.content.Attribute;
import flamingo.dataset.content.Vocabulary;
import flamingo.text.WordTokenizer;
import flamingo.train.text.TextBatch.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextBatchTest {
  private static final WordTokenizer WORDS = WordTokenizer.mini();
  private static final int UNKNOWN = WORDS.encode("nosuchword")[0];

  private final SplittableRandom random = new SplittableRandom(4);
  private final PicturePool pool = PicturePool.imagined(200, 0.25, random);

  private List<Document> documents(int chunks) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      DocumentMaker maker = DocumentMaker.inWords(pool, random);
      documents.add(maker.inContext(chunks));
      documents.add(maker.questions(chunks));
      documents.add(maker.captions(chunks));
      documents.add(maker.keysAndValues(chunks));
    }
    return documents;
  }

  @Test
  void everyWordIsInTheVocabulary() {
    TextBatch batch = TextBatch.of(documents(16), WORDS, 96);
    assertThat(Arrays.stream(batch.ids()).flatMapToInt(Arrays::stream)).doesNotContain(UNKNOWN);
  }

  @Test
  void aChunkThatDoesNotFitIsLeftOut() {
    TextBatch batch = TextBatch.of(documents(16), WORDS, 96);
    for (int row = 0; row < batch.ids().length; row++) {
      int end = 95;
      while (batch.roles()[row][end] == Role.PADDING) {
        end--;
      }
      assertThat(batch.ids()[row][end]).isEqualTo(WORDS.endOfChunk());
      long images = Arrays.stream(batch.ids()[row]).filter(id -> id == WORDS.image()).count();
      assertThat(batch.images()[row]).hasSize((int) images);
    }
  }

  @Test
  void answersAreWhatIsSaid() {
    for (Document document : documents(1)) {
      TextBatch batch = TextBatch.of(List.of(document), WORDS, 96);
      List<Integer> said = new ArrayList<>();
      for (int i = 0; i < 96; i++) {
        if (batch.roles()[0][i] == Role.ANSWER) {
          said.add(batch.ids()[0][i]);
        }
      }
      int[] ids = said.stream().mapToInt(Integer::intValue).toArray();
      assertThat(ids[ids.length - 1]).isEqualTo(WORDS.endOfChunk());
      assertThat(WORDS.decode(ids)).isEqualTo(document.chunks().get(0).answer());
    }
  }

  @Test
  void aWordIsDueWhereItWasSaidBefore() {
    TextBatch batch = TextBatch.of(documents(16), WORDS, 96);
    assertThat(batch.dues()).hasSizeGreaterThan(500);
    for (TextBatch.Due due : batch.dues()) {
      int[] ids = batch.ids()[due.document()];
      assertThat(Vocabulary.INVENTED).contains(WORDS.decode(ids[due.place() + 1]));
      for (int place : due.earlier()) {
        assertThat(place).isLessThanOrEqualTo(due.place());
        assertThat(ids[place]).isEqualTo(ids[due.place() + 1]);
      }
    }
  }

  @Test
  void anInventedWordAlwaysMeansTheSameInADocument() {
    InContextTask task = new InContextTask(Attribute.COLOUR, true);
    for (int i = 0; i < 50; i++) {
      Document document = DocumentMaker.withImages(pool, random).inContext(task, 12);
      assertThat(document.chunks())
          .allSatisfy(
              chunk ->
                  assertThat(document.chunks())
                      .filteredOn(other -> other.answer().equals(chunk.answer()))
                      .allMatch(
                          other -> colour(other).equals(colour(chunk))));
      assertThat(document.chunks().stream().map(Chunk::answer).distinct().count())
          .isBetween(1L, 3L);
    }
  }

  private String colour(Chunk chunk) {
    return Attribute.COLOUR.of(pool.get(chunk.image()));
  }
}
