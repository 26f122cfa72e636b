package flamingo.ui.dataset;

import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.image.DecodedImage;
import flamingo.image.Preprocessor;
import flamingo.image.Thumbnail;
import flamingo.image.ThumbnailReader;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Reads images for previews in the background: whole, and as the model sees them. */
public final class Previews {
  /** Of the shown image's long side, in pixels. */
  static final int EDGE = 380;

  private static final int CHANNELS = 3;

  private final Executor background;
  private final Executor ui;
  private final IntSupplier imageSize;

  /**
   * @param imageSize side of the square that the model sees; 0 while none is loaded
   */
  public Previews(Executor background, Executor ui, IntSupplier imageSize) {
    this.background = background;
    this.ui = ui;
    this.imageSize = imageSize;
  }

  /**
   * @param broken gets the reason where the image cannot be read
   */
  void read(Sample sample, Consumer<Preview> receiver, Consumer<String> broken) {
    int size = imageSize.getAsInt();
    background.execute(
        () -> {
          try {
            Preview preview = preview(sample.decode(), size);
            ui.execute(() -> receiver.accept(preview));
          } catch (BrokenImageException e) {
            ui.execute(() -> broken.accept(e.getMessage()));
          }
        });
  }

  private static Preview preview(DecodedImage image, int size) {
    Thumbnail whole = ThumbnailReader.of(image, EDGE);
    return new Preview(
        Thumbnails.picture(whole),
        size == 0 ? null : square(Preprocessor.clip(size).pixels(image), size),
        image.width(),
        image.height());
  }

  private static Image square(byte[] rgb, int size) {
    WritableImage picture = new WritableImage(size, size);
    picture
        .getPixelWriter()
        .setPixels(0, 0, size, size, PixelFormat.getByteRgbInstance(), rgb, 0, CHANNELS * size);
    return picture;
  }
}
