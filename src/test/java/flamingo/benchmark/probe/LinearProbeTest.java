package flamingo.benchmark.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import flamingo.dataset.Split;
import flamingo.dataset.shapes.ShapesDataset;
import flamingo.image.DecodedImage;
import flamingo.image.PixelLayout;
import flamingo.image.Preprocessor;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.tensor.onednn.OneDnnOps;
import flamingo.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearProbeTest {
  private static PreparedFlamingo model;

  @BeforeAll
  static void openModel() {
    Flamingo mini = MiniFlamingo.untrained(ModelPreset.MINI, WordTokenizer.mini(), new OneDnnOps());
    model = mini.prepare(ExecutionPlan.DENSE);
  }

  @AfterAll
  static void closeModel() {
    model.close();
  }

  @Test
  void evenRandomFeaturesTellShapesBetterThanChance() throws TaskException {
    ImageDataset training = ShapesDataset.of(Split.TRAIN, 1, 3600);
    ImageDataset test = ShapesDataset.of(Split.TEST, 1, 1000);
    ProbeImages images = ProbeImages.of(training, test, 1500, 400, 1);
    assertThat(images.training()).hasSize(1500);
    ProbeResult result = run(images, 1);
    assertThat(result.tally().asked()).isEqualTo(400);
    assertThat(result.tally().share().low()).isGreaterThan(1.0 / result.classes());
    assertThat(result.epochs()).isPositive();
  }

  @Test
  void theSameSeedFindsTheSame() throws TaskException {
    ProbeImages images = ProbeImages.split(ShapesDataset.of(Split.TRAIN, 2, 300), 1000, 1000, 4);
    assertThat(run(images, 4))
        .usingRecursiveComparison()
        .ignoringFields("seconds")
        .isEqualTo(run(images, 4));
  }

  /** Images of one brightness a class: nothing is easier to tell from an average. */
  @Test
  void separableClassesAreToldApartWithoutError() throws TaskException {
    ProbeImages images = ProbeImages.split(brightness(40, 40), 1000, 1000, 3);
    assertThat(images.test()).hasSize(16);
    assertThat(images.training()).hasSize(64);
    ProbeResult result = run(images, 3);
    assertThat(result.tally().right()).isEqualTo(16);
  }

  @Test
  void labelsThatMeanNothingAreNotTold() throws TaskException {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : ShapesDataset.of(Split.TRAIN, 5, 300).samples()) {
      samples.add(labelled(sample, samples.size() % 2 == 0 ? "even" : "odd"));
    }
    ProbeResult result = run(ProbeImages.split(dataset(samples), 1000, 1000, 1), 1);
    assertThat(result.tally().share().low()).isLessThan(0.5);
  }

  @Test
  void noImageIsBothLearnedAndAsked() throws TaskException {
    ImageDataset dataset = brightness(7, 23);
    ProbeImages images = ProbeImages.split(dataset, 1000, 1000, 9);
    Set<String> learned = ids(images.training());
    assertThat(learned).hasSize(6 + 19).doesNotContainAnyElementsOf(ids(images.test()));
    assertThat(ids(images.test())).hasSize(1 + 4);
    assertThat(ProbeImages.split(dataset, 1000, 1000, 9)).isEqualTo(images);
    assertThat(ids(ProbeImages.split(dataset, 1000, 1000, 10).training())).isNotEqualTo(learned);
  }

  @Test
  void twoImagesAClassAreEnough() throws TaskException {
    ProbeResult result = run(ProbeImages.split(brightness(2, 2), 1000, 1000, 1), 1);
    assertThat(result.tally().asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "9, 0, 'two classes, but labels name 1'",
    "9, 1, 'Class \"1\"'",
    "0, 0, 'two classes, but labels name 0'",
  })
  void tooFewImagesAreRefusedInASentence(int dark, int bright, String words) {
    ImageDataset dataset = brightness(dark, bright);
    assertThatThrownBy(() -> ProbeImages.split(dataset, 1000, 1000, 1))
        .isInstanceOf(TaskException.class)
        .hasMessageContainingAll(words, "Bright");
    assertThatThrownBy(() -> ProbeImages.of(dataset, dataset, 1000, 1000, 1))
        .isInstanceOf(TaskException.class)
        .hasMessageContainingAll(words, "Bright");
  }

  private static ProbeResult run(ProbeImages images, long seed) throws TaskException {
    return new LinearProbe(Preprocessor.clip(64)).run(model, images, seed);
  }

  private static Set<String> ids(List<Sample> samples) {
    return new HashSet<>(samples.stream().map(Sample::id).toList());
  }

  private static Sample labelled(Sample sample, String label) {
    return new Sample(sample.id(), null, label, sample.source());
  }

  /** So many dark images of class 0, and bright ones of class 1. */
  private static ImageDataset brightness(int dark, int bright) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < dark + bright; i++) {
      byte[] rgb = new byte[3 * 64 * 64];
      Arrays.fill(rgb, (byte) (i < dark ? i : 200 + i % 50));
      samples.add(
          new Sample(
              "image-" + i,
              null,
              i < dark ? "0" : "1",
              () -> DecodedImage.of(64, 64, PixelLayout.RGB, rgb)));
    }
    return dataset(samples);
  }

  private static ImageDataset dataset(List<Sample> samples) {
    return new ImageDataset() {
      @Override
      public String name() {
        return "Bright";
      }

      @Override
      public List<Sample> samples() {
        return samples;
      }

      @Override
      public List<BrokenFile> broken() {
        return List.of();
      }
    };
  }
}
