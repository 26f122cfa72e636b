package flamingo.ui.dataset;

import flamingo.dataset.Sample;
import flamingo.image.ImageDecoder;
import flamingo.image.ThumbnailReader;
import flamingo.ui.FakeDatasets;
import flamingo.ui.Patience;
import flamingo.ui.SeenErrors;
import flamingo.ui.SharedStage;
import flamingo.ui.common.Background;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The dataset pane in a window of its own, with ten thousand images. */
final class ManyImagesPane implements AutoCloseable {
  static final int IMAGES = 10_000;
  private static final int SECONDS = 60;
  private static final int SIDE = 8;

  private final ExecutorService background = Background.threads("thumbnails", 2);
  private final FakeDatasets datasets = new FakeDatasets();
  final Thumbnails thumbnails =
      new Thumbnails(background, Platform::runLater, new ThumbnailReader(ImageDecoder.forPhotos()));
  final DatasetViewModel model =
      new DatasetViewModel(Platform::runLater, datasets, new SeenErrors());

  /** On the window's thread. */
  void show(Stage stage) {
    Previews previews = new Previews(background, Platform::runLater, () -> SIDE);
    SharedStage.show(stage, new DatasetView(model, thumbnails, previews).root(), 300, 700);
    model.open(Path.of("many"));
  }

  /** Finds the images, and waits until all are shown. */
  void fill(IntFunction<Sample> image) {
    for (int i = 0; i < IMAGES; i++) {
      datasets.listener().found(image.apply(i));
    }
    Patience.until(SECONDS, () -> model.shown().size() == IMAGES);
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
