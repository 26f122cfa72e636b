package flamingo.dataset.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.dataset.DatasetException;
import flamingo.dataset.Sample;
import flamingo.dataset.Split;
import flamingo.dataset.content.Vocabulary;
import flamingo.image.BrokenImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CIFAR-10 in small: six files of twenty images. */
class Cifar10Test {
  private static final int RECORD = 3073;

  private final Map<String, byte[]> files = CifarFiles.random(20);

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    CifarFiles.write(files, folder);
  }

  @AfterEach
  void forgetTheFolder() {
    System.clearProperty(CifarFolder.PROPERTY);
  }

  @Test
  void splitsShareNoImageAndTogetherHaveAll() throws DatasetException {
    List<Sample> training = samples(Split.TRAIN);
    List<Sample> validation = samples(Split.VALIDATION);
    List<Sample> test = samples(Split.TEST);
    assertThat(training).hasSize(90);
    assertThat(validation).hasSize(10);
    assertThat(test).hasSize(20);
    Set<ByteBuffer> pixels = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (List<Sample> split : List.of(training, validation, test)) {
      split.forEach(sample -> pixels.add(ByteBuffer.wrap(rgb(sample))));
      split.forEach(sample -> ids.add(sample.id()));
    }
    assertThat(pixels).hasSize(120);
    assertThat(ids).hasSize(120);
    assertThat(test).allSatisfy(s -> assertThat(s.id()).startsWith("test_batch.bin/"));
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void labelsAndPixelsAreThoseOfTheRecord(Split split) throws DatasetException {
    for (Sample sample : samples(split)) {
      int record = Integer.parseInt(sample.id().substring(sample.id().indexOf('/') + 1));
      String label = Vocabulary.CATEGORIES.get(record % 10);
      assertThat(sample.label()).isEqualTo(label);
      assertThat(sample.annotation().captions())
          .containsExactly("a photo of " + Vocabulary.withArticle(label));
      byte[] stored = files.get(sample.id().split("/")[0]);
      byte[] rgb = rgb(sample);
      int pixel = 5 * 32 + 7;
      for (int channel = 0; channel < 3; channel++) {
        assertThat(rgb[3 * pixel + channel])
            .isEqualTo(stored[record * RECORD + 1 + channel * 1024 + pixel]);
      }
    }
  }

  @Test
  void theSeedDecidesTheQuestions() throws DatasetException {
    List<Sample> one = Cifar10.of(folder, Split.TEST, 1).samples();
    List<Sample> again = Cifar10.of(folder, Split.TEST, 1).samples();
    List<Sample> other = Cifar10.of(folder, Split.TEST, 2).samples();
    assertThat(again).extracting(Sample::annotation).isEqualTo(annotations(one));
    assertThat(annotations(other)).isNotEqualTo(annotations(one));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, RECORD - 1, RECORD + 1, 20 * RECORD - 1})
  void aFileThatIsCutOffIsRefused(int bytes) throws IOException {
    Path file = folder.resolve("data_batch_4.bin");
    Files.write(file, Arrays.copyOf(files.get("data_batch_4.bin"), bytes));
    assertThatThrownBy(() -> samples(Split.TRAIN))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            file + ": this is no binary file of CIFAR-10, or a part of one; fetch it again.");
  }

  @ParameterizedTest
  @ValueSource(bytes = {10, -1})
  void aClassBeyondTheTenIsRefused(byte label) throws IOException {
    byte[] altered = files.get("test_batch.bin").clone();
    altered[3 * RECORD] = label;
    Files.write(folder.resolve("test_batch.bin"), altered);
    assertThatThrownBy(() -> samples(Split.TEST)).hasMessageContaining("a class beyond the ten");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(folder.resolve("data_batch_5.bin"));
    assertThatThrownBy(() -> samples(Split.VALIDATION))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("data_batch_5.bin")
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aFileOfMoreThanTenThousandImagesIsRefused() throws IOException {
    Files.write(folder.resolve("test_batch.bin"), new byte[10_001 * RECORD]);
    assertThatThrownBy(() -> samples(Split.TEST)).hasMessageContaining("no binary file");
  }

  @Test
  void theNamedFolderIsFound() throws Exception {
    System.setProperty(CifarFolder.PROPERTY, folder.toString());
    assertThat(CifarFolder.find()).isEqualTo(folder);
    assertThat(CifarFolder.isMissing()).isFalse();
    Files.delete(folder.resolve("test_batch.bin"));
    assertThat(CifarFolder.isMissing()).as("a named folder is not filled").isFalse();
    assertThatThrownBy(CifarFolder::find)
        .hasMessage(
            folder
                + ": CIFAR-10 is not there; let -Dflamingo.cifar10 name the folder that holds"
                + " test_batch.bin.");
  }

  private List<Sample> samples(Split split) throws DatasetException {
    return Cifar10.of(folder, split, 1).samples();
  }

  private static List<Object> annotations(List<Sample> samples) {
    return samples.stream().<Object>map(Sample::annotation).toList();
  }

  private static byte[] rgb(Sample sample) {
    try {
      return sample.decode().samples();
    } catch (BrokenImageException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
