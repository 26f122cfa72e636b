package flamingo.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import flamingo.dataset.content.Annotation;
import flamingo.dataset.content.Question;
import flamingo.image.TestImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captions and questions beside the images of a folder. */
class FolderAnnotationsTest {
  private static final String CSV = "captions.csv";
  private static final String JSON = "metadata.jsonl";

  @TempDir private Path folder;

  @BeforeEach
  void images() {
    byte[] image = TestImages.encoded(2, 2, "png");
    TestImages.write(folder.resolve("a.png"), image);
    TestImages.write(folder.resolve("birds/owl.png"), image);
  }

  @Test
  void captionsAndQuestions() throws DatasetException {
    write(
        CSV,
        """
        file,caption,question,answer
        a.png,a red square,what color is it ?,red
        a.png,a square,,
        birds/owl.png,,is there a bird ?,yes
        """);
    ImageFolder opened = open();
    assertThat(annotation(opened, "a.png"))
        .isEqualTo(
            new Annotation(
                null,
                List.of("a red square", "a square"),
                List.of(new Question("question", "what color is it ?", "red"))));
    assertThat(annotation(opened, "birds/owl.png"))
        .isEqualTo(
            new Annotation(
                null, List.of(), List.of(new Question("question", "is there a bird ?", "yes"))));
    assertThat(opened.broken()).isEmpty();
  }

  @Test
  void columnsAreFoundByNameInAnyOrder() throws DatasetException {
    write(CSV, "\uFEFF Text ,author,FILE_NAME\r\nan owl,someone,birds/owl.png\r\n");
    assertThat(annotation(open(), "birds/owl.png").captions()).containsExactly("an owl");
  }

  @Test
  void quotesHoldCommasQuotesAndNewlines() throws DatasetException {
    write(
        CSV, "file,caption\r\na.png,\"red, \"\"blue\"\"\r\nand green\"\r\nbirds/owl.png, \"owl\"");
    ImageFolder opened = open();
    assertThat(annotation(opened, "a.png").captions()).containsExactly("red, \"blue\"\nand green");
    assertThat(annotation(opened, "birds/owl.png").captions()).containsExactly("owl");
    assertThat(opened.broken()).isEmpty();
  }

  @Test
  void jsonLines() throws DatasetException {
    write(
        JSON,
        """
        {"file_name": "a.png", "text": "a \\"red\\" square", "width": 2, "boxes": [[1, 2]]}

        {"file_name": "birds/owl.png", "question": "what is it ?", "answer": "owl", "text": null}
        """);
    ImageFolder opened = open();
    assertThat(annotation(opened, "a.png").captions()).containsExactly("a \"red\" square");
    assertThat(annotation(opened, "birds/owl.png").questions())
        .containsExactly(new Question("question", "what is it ?", "owl"));
    assertThat(opened.broken()).isEmpty();
  }

  @Test
  void bothTablesAddUp() throws DatasetException {
    write(CSV, "file,caption\na.png,one\n");
    write(JSON, "{\"file\": \"a.png\", \"caption\": \"two\"}");
    assertThat(annotation(open(), "a.png").captions()).containsExactly("one", "two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./birds/owl.png", "birds//owl.png", "birds\\owl.png"})
  void waysToWriteAPath(String path) throws DatasetException {
    write(CSV, "file,caption\n" + path + ",an owl\n");
    assertThat(annotation(open(), "birds/owl.png").captions()).containsExactly("an owl");
  }

  @Test
  void onlyTheRootsTablesCount() throws DatasetException {
    write("birds/captions.csv", "file,caption\nowl.png,an owl\n");
    ImageFolder opened = open();
    assertThat(annotation(opened, "birds/owl.png")).isEqualTo(Annotation.NONE);
    assertThat(opened.broken())
        .singleElement()
        .extracting(BrokenFile::file)
        .isEqualTo(folder.resolve("birds/captions.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gone.png,x | line 2 names \"gone.png\", which is not among the folder's images",
        "/etc/a.png,x | line 2 names the absolute path \"/etc/a.png\"",
        "C:\\a.png,x | line 2 names the absolute path \"C:\\a.png\"",
        "../a.png,x | line 2 leads out of the folder with \"../a.png\"",
        "birds/../a.png,x | line 2 leads out of the folder",
        "..\\a.png,x | line 2 leads out of the folder",
        ",x | line 2 names no file",
        "a.png | line 2 has 1 fields where the header has 2",
        "a.png,a dog, a cat | line 2 has 3 fields where the header has 2",
        "\"a.png,x | line 2 opens a quotation mark that is not closed",
        "a.png,\"x\" y | line 2 has a quotation mark in the middle of a text",
        "a.png,5\" nail | line 2 opens a quotation mark that is not closed",
      })
  void anUnusableRowIsOneSentenceAndTheOthersStay(String row, String sentence)
      throws DatasetException {
    write(CSV, "file,caption\n" + row + "\nbirds/owl.png,an owl\n");
    ImageFolder opened = open();
    assertThat(annotation(opened, "birds/owl.png").captions()).containsExactly("an owl");
    assertThat(annotation(opened, "a.png")).isEqualTo(Annotation.NONE);
    assertProblem(opened, CSV, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"file_name\": \"a.png\" | line 1 is not a JSON object",
        "[] | line 1 is not a JSON object",
        "{} {} | line 1 is not a JSON object",
        "{\"text\": \"a\", \"text\": \"b\"} | line 1 is not a JSON object",
        "{\"file_name\": \"a.png\", \"text\": 5} | line 1 gives no text for text",
        "{\"text\": \"x\"} | line 1 names no file",
        "{\"file_name\": \"../a.png\", \"text\": \"x\"} | line 1 leads out of the folder",
        "{\"file_name\": \"a.png\", \"question\": \"x\"} | line 1 has a question without an answer",
        "{\"file_name\": \"a.png\", \"answer\": \"x\"} | line 1 has an answer without a question",
      })
  void theSameForJson(String row, String sentence) throws DatasetException {
    write(JSON, row + "\n{\"file_name\": \"birds/owl.png\", \"text\": \"an owl\"}\n");
    ImageFolder opened = open();
    assertThat(annotation(opened, "birds/owl.png").captions()).containsExactly("an owl");
    assertThat(annotation(opened, "a.png")).isEqualTo(Annotation.NONE);
    assertProblem(opened, JSON, sentence);
  }

  @Test
  void controlCharactersAndLengthDoNotReachTheSentence() throws DatasetException {
    write(CSV, "file,caption\n\"a\n\u001b[31m" + "b".repeat(5000) + "\",x\n");
    assertThat(open().broken().get(0).reason()).contains("\"a??[31mbb").hasSizeLessThan(250);
  }

  @ParameterizedTest
  @CsvSource({
    "'', the file is empty",
    "'a.png,a square', 'its header is \"a.png,a square\"'",
    "'file;caption', 'its header is \"file;caption\"'",
    "'file,question', 'its header is \"file,question\"'",
    "'caption,answer', without the columns needed",
    "'file,caption,caption', 'the column \"caption\" twice'",
    "'file,\"caption', line 1 opens a quotation mark",
  })
  void aWrongHeaderIsOneSentence(String header, String sentence) throws DatasetException {
    write(CSV, header + "\na.png,x\n".repeat(header.isEmpty() ? 0 : 3));
    ImageFolder opened = open();
    assertThat(annotation(opened, "a.png")).isEqualTo(Annotation.NONE);
    assertProblem(opened, CSV, sentence);
  }

  @Test
  void otherEncodingsAreRefused() throws Exception {
    Files.write(
        folder.resolve(CSV), "file,caption\na.png,grün\n".getBytes(StandardCharsets.ISO_8859_1));
    assertProblem(open(), CSV, "the text is not in UTF-8; save it in UTF-8");
  }

  @Test
  void moreThan64MebibytesAreRefused() throws Exception {
    byte[] blank = new byte[1 << 20];
    Arrays.fill(blank, (byte) '\n');
    try (var out = Files.newOutputStream(folder.resolve(CSV))) {
      out.write("file,caption\na.png,x\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 64; i++) {
        out.write(blank);
      }
    }
    ImageFolder opened = open();
    assertProblem(opened, CSV, "larger than 64 MiB");
    assertThat(annotation(opened, "a.png")).isEqualTo(Annotation.NONE);
  }

  @Test
  void rowsBeyondAMillionAreLeftOut() throws DatasetException {
    write(JSON, "{\"file\":\"a.png\"}\n".repeat(1_000_000) + "{\"file\":\"a.png\",\"text\":\"x\"}");
    ImageFolder opened = open();
    assertProblem(opened, JSON, "more than 1,000,000 rows");
    assertThat(annotation(opened, "a.png")).isEqualTo(Annotation.NONE);
  }

  @Test
  void afterAHundredUnusableRowsTheRestIsLeftOut() throws DatasetException {
    write(CSV, "file,caption\na.png,before\n" + "..,x\n".repeat(150) + "a.png,after\n");
    ImageFolder opened = open();
    assertThat(annotation(opened, "a.png").captions()).containsExactly("before");
    assertThat(opened.broken()).hasSize(101);
    assertThat(opened.broken().get(100).reason()).contains("the rest is left out");
  }

  @Test
  void manyMissingImagesAreCounted() throws DatasetException {
    StringBuilder rows = new StringBuilder("file,caption\n");
    for (int i = 0; i < 150; i++) {
      rows.append("gone").append(i).append(".png,x\n");
    }
    write(CSV, rows + "a.png,after\n");
    ImageFolder opened = open();
    assertThat(annotation(opened, "a.png").captions()).containsExactly("after");
    assertThat(opened.broken()).hasSize(101);
    assertThat(opened.broken().get(100).reason()).startsWith("50 more files that it names");
  }

  @Test
  void anImageThatIsBrokenIsNotMissing() throws DatasetException {
    write("b.png", "no image");
    write(CSV, "file,caption\nb.png,x\n");
    assertThat(open().broken())
        .singleElement()
        .extracting(BrokenFile::file)
        .isEqualTo(folder.resolve("b.png"));
  }

  @Test
  void anUnclosedQuotationMarkDoesNotReadTheFileAgainAndAgain() throws DatasetException {
    write(CSV, "file,caption\n" + "a.png,\"x\n".repeat(101) + "y".repeat(60 << 20));
    assertThat(open().broken()).hasSizeBetween(2, 101);
  }

  @Test
  void aTableAloneIsNoFolderOfImages() throws Exception {
    Path alone = Files.createDirectory(folder.resolve("alone"));
    write("alone/" + CSV, "file,caption\n../a.png,x\n");
    assertThat(
            catchThrowableOfType(
                DatasetException.class,
                () -> ImageFolder.scan(alone, DatasetListener.none(), () -> false)))
        .hasMessageContaining("the folder holds no images");
  }

  @Test
  void readingIsCancelled() {
    write(CSV, "file,caption\n" + "a.png,x\n".repeat(1000));
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () ->
                ImageFolder.scan(
                    folder, DatasetListener.none(), () -> asked.incrementAndGet() > 10))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValueLessThan(20);
  }

  private void write(String name, String text) {
    TestImages.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private ImageFolder open() throws DatasetException {
    return ImageFolder.scan(folder, DatasetListener.none(), () -> false);
  }

  private static Annotation annotation(ImageFolder opened, String id) {
    return opened.samples().stream()
        .filter(sample -> sample.id().equals(id))
        .findFirst()
        .orElseThrow()
        .annotation();
  }

  private void assertProblem(ImageFolder opened, String table, String sentence) {
    assertThat(opened.broken()).hasSize(1);
    BrokenFile problem = opened.broken().get(0);
    assertThat(problem.file()).isEqualTo(folder.resolve(table));
    assertThat(problem.reason()).contains(sentence).contains("; ").endsWith(".");
  }
}
