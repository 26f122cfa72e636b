package flamingo.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.DatasetSummary;
import flamingo.controller.NamedImages;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.DatasetException;
import flamingo.dataset.Sample;
import flamingo.dataset.content.Annotation;
import flamingo.ui.FakeDatasets;
import flamingo.ui.SeenErrors;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class DatasetViewModelTest {
  private static final Path FOLDER = Path.of("pictures");

  private final FakeDatasets datasets = new FakeDatasets();
  private final SeenErrors errors = new SeenErrors();
  private final DatasetViewModel model = new DatasetViewModel(Runnable::run, datasets, errors);

  @Test
  void imagesStreamIn() {
    model.open(FOLDER);
    assertThat(model.scanningProperty().get()).isTrue();
    datasets.listener().found(sample("circle", "one.png"));
    assertThat(model.shown()).hasSize(1);
    datasets.listener().found(sample("square", "two.png"));
    datasets.outcome().complete(new DatasetSummary("pictures", 2, 0));

    assertThat(model.scanningProperty().get()).isFalse();
    assertThat(model.countProperty().get()).isEqualTo("2 images");
    assertThat(model.nameProperty().get()).isEqualTo("pictures");
    assertThat(model.labels()).containsExactly("circle", "square");
    assertThat(model.folder()).contains(FOLDER);
  }

  @Test
  void brokenFilesAreListedWithTheirReason() {
    model.open(FOLDER);
    datasets.listener().broken(new BrokenFile(FOLDER.resolve("zero.png"), "The file is empty."));
    datasets.listener().found(sample("circle", "one.png"));
    datasets.listener().broken(new BrokenFile(FOLDER.resolve("last.png"), "It has gone."));

    assertThat(model.broken())
        .extracting(BrokenFile::reason)
        .containsExactly("The file is empty.", "It has gone.");
    assertThat(model.shown()).hasSize(1);
  }

  @Test
  void aFolderThatCannotBeOpenedLeavesTheImagesThere() {
    openTwo();
    model.open(Path.of("gone"));
    datasets.outcome().completeExceptionally(new IllegalStateException("gone"));

    assertThat(model.shown()).hasSize(2);
    assertThat(model.nameProperty().get()).isEqualTo("pictures");
    assertThat(errors.errors()).hasSize(1);
    assertThat(model.scanningProperty().get()).isFalse();
  }

  @Test
  void aFolderOfBrokenFilesLeavesTheImagesThereAndSaysWhatIsBroken() {
    openTwo();
    model.open(Path.of("broken"));
    datasets.listener().broken(new BrokenFile(Path.of("zero.png"), "The file is empty."));
    datasets
        .outcome()
        .completeExceptionally(new DatasetException(Path.of("broken"), "no image", "choose"));

    assertThat(model.shown()).hasSize(2);
    assertThat(model.broken()).isEmpty();
    assertThat(errors.errors().get(0).sentence()).contains("broken", "no image", "choose");
    assertThat(errors.errors().get(0).details()).isEqualTo("zero.png: The file is empty.");
  }

  @Test
  void cancellingIsNoError() {
    openTwo();
    model.open(Path.of("large"));
    model.cancel();

    assertThat(errors.errors()).isEmpty();
    assertThat(model.shown()).hasSize(2);
    assertThat(model.scanningProperty().get()).isFalse();
  }

  @Test
  void anotherFolderReplacesImagesAndFilters() {
    openTwo();
    model.labelFilter().chosen().add("circle");
    model.queryProperty().set("one");
    model.open(Path.of("other"));
    datasets.listener().found(sample("star", "three.png"));

    assertThat(model.shown()).extracting(Sample::label).containsExactly("star");
    assertThat(model.labelFilter().chosen()).isEmpty();
  }

  @Test
  void whatAnEarlierScanStillFindsIsIgnored() {
    model.open(FOLDER);
    var earlier = datasets.listener();
    model.open(Path.of("other"));
    datasets.listener().found(sample("star", "three.png"));
    earlier.found(sample("circle", "late.png"));

    assertThat(model.shown()).extracting(Sample::label).containsExactly("star");
  }

  @Test
  void searchAndLabelsNarrow() {
    openTwo();
    model.queryProperty().set(" ONE ");
    assertThat(model.shown()).hasSize(1);
    assertThat(model.countProperty().get()).isEqualTo("1 of 2 images");
    model.queryProperty().set("");
    model.labelFilter().chosen().add("square");
    assertThat(model.shown()).extracting(Sample::label).containsExactly("square");
  }

  @Test
  void manyFilesTakeOneTaskOfTheWindow() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    Executor later = tasks::add;
    DatasetViewModel slow = new DatasetViewModel(later, datasets, errors);
    slow.open(FOLDER);
    for (int i = 0; i < 10_000; i++) {
      datasets.listener().found(sample("circle", i + ".png"));
    }
    assertThat(tasks).hasSize(1);
    tasks.pop().run();
    assertThat(slow.shown()).hasSize(10_000);
  }

  @Test
  void imagesOfANameAreFetchedAndComeWithoutAFolder() {
    openTwo();
    NamedImages images = new NamedImages("cifar10", 3, 5);
    model.open(images);
    datasets.fetching().received(17_000_000, 170_000_000);
    assertThat(datasets.images()).isEqualTo(images);
    assertThat(model.nameProperty().get()).contains("17.0", "170");

    datasets.listener().found(sample("cat", "test_batch.bin/3"));
    datasets.outcome().complete(new DatasetSummary("cifar10", 1, 0));
    assertThat(model.nameProperty().get()).isEqualTo("cifar10");
    assertThat(model.folder()).isEmpty();
    assertThat(model.openedProperty().get()).isEqualTo(2);
    assertThat(model.shown()).hasSize(1);
  }

  @Test
  void whatCannotBeFetchedLeavesNameAndImages() {
    openTwo();
    model.open(new NamedImages("cifar10", 3, 5));
    datasets.fetching().received(17_000_000, 170_000_000);
    datasets.outcome().completeExceptionally(new IllegalStateException("no way there"));
    assertThat(model.nameProperty().get()).isEqualTo("pictures");
    assertThat(model.folder()).contains(FOLDER);
    assertThat(model.shown()).hasSize(2);
    assertThat(errors.errors()).hasSize(1);
  }

  @Test
  void captionsAreSearched() {
    model.open(FOLDER);
    Annotation red = new Annotation(null, List.of("a red circle"), List.of());
    datasets.listener().found(new Sample("1", null, null, red, () -> null));
    datasets.listener().found(sample("circle", "two.png"));
    model.queryProperty().set("RED");
    assertThat(model.shown()).extracting(Sample::id).containsExactly("1");
  }

  @Test
  void imagesArePickedOneByOneUpToOneAndAll() {
    openFive();
    model.toggle(model.shown().get(1));
    model.pickUpTo(model.shown().get(3));
    assertThat(model.chosen()).extracting(Sample::id).containsExactly("b.png", "c.png", "d.png");
    model.pickUpTo(model.shown().get(2));
    assertThat(model.chosen()).hasSize(3);

    model.toggleAll();
    assertThat(model.chosen()).hasSize(5);
    model.toggleAll();
    assertThat(model.chosen()).isEmpty();
  }

  @Test
  void allThatArePickedAreDraggedWithOneOfThem() {
    openFive();
    model.toggle(model.shown().get(3));
    model.toggle(model.shown().get(1));
    assertThat(model.draggedWith(model.shown().get(1))).containsExactly("d.png", "b.png");
    assertThat(model.draggedWith(model.shown().get(0))).containsExactly("a.png");
    assertThat(model.withIds(List.of("d.png", "gone.png", "a.png")))
        .extracting(Sample::id)
        .containsExactly("d.png", "a.png");
  }

  private void openFive() {
    model.open(FOLDER);
    for (String name : List.of("a.png", "b.png", "c.png", "d.png", "e.png")) {
      datasets.listener().found(sample("circle", name));
    }
  }

  private void openTwo() {
    model.open(FOLDER);
    datasets.listener().found(sample("circle", "one.png"));
    datasets.listener().found(sample("square", "two.png"));
    datasets.outcome().complete(new DatasetSummary("pictures", 2, 0));
  }

  private static Sample sample(String label, String name) {
    return new Sample(name, FOLDER.resolve(label).resolve(name), label, () -> null);
  }
}
