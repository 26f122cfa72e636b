package flamingo.ui.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.image.Thumbnail;
import flamingo.image.ThumbnailReader;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small pictures of images, decoded in the background; the last thousand or so are kept. */
public final class Thumbnails {
  private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
  static final int KEPT = 1_000;

  /** Pixels of the long side: sharp on screens of twice the usual density. */
  private static final int EDGE = 136;

  private final Executor background;
  private final Executor ui;
  private final ThumbnailReader reader;
  private final Cache<Sample, Image> kept =
      Caffeine.newBuilder().weakKeys().maximumSize(KEPT).build();

  /**
   * @param background where images are decoded
   * @param ui where they are handed over
   */
  public Thumbnails(Executor background, Executor ui, ThumbnailReader reader) {
    this.background = background;
    this.ui = ui;
    this.reader = reader;
  }

  /** A picture that someone waits for, until cancelled. */
  static final class Request {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    void cancel() {
      cancelled.set(true);
    }

    boolean isWanted() {
      return !cancelled.get();
    }
  }

  /** As {@link #request}, whatever happens meanwhile. */
  public void show(Sample sample, Consumer<Image> receiver) {
    request(sample, receiver);
  }

  /** Hands the picture to {@code receiver}, at once where it is kept; never where it is broken. */
  Request request(Sample sample, Consumer<Image> receiver) {
    Request request = new Request();
    Image there = kept.getIfPresent(sample);
    if (there != null) {
      receiver.accept(there);
    } else {
      background.execute(() -> read(sample, request, receiver));
    }
    return request;
  }

  /** How many pictures are kept. */
  long kept() {
    kept.cleanUp();
    return kept.estimatedSize();
  }

  private void read(Sample sample, Request request, Consumer<Image> receiver) {
    if (!request.isWanted()) {
      return;
    }
    try {
      Image picture = picture(small(sample));
      kept.put(sample, picture);
      ui.execute(() -> hand(picture, request, receiver));
    } catch (BrokenImageException e) {
      LOG.info("No thumbnail: {}", e.getMessage());
    }
  }

  private Thumbnail small(Sample sample) throws BrokenImageException {
    return sample.file() == null
        ? ThumbnailReader.of(sample.decode(), EDGE)
        : reader.read(sample.file(), EDGE);
  }

  private static void hand(Image picture, Request request, Consumer<Image> receiver) {
    if (request.isWanted()) {
      receiver.accept(picture);
    }
  }

  static Image picture(Thumbnail thumbnail) {
    WritableImage picture = new WritableImage(thumbnail.width(), thumbnail.height());
    picture
        .getPixelWriter()
        .setPixels(
            0,
            0,
            thumbnail.width(),
            thumbnail.height(),
            PixelFormat.getIntArgbInstance(),
            thumbnail.argb(),
            0,
            thumbnail.width());
    return picture;
  }
}
