package flamingo.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Images that were encoded together and are read by a cache and by requests at the same time. Their
 * arrays are freed when the last of these lets go. Whoever makes it holds it.
 */
final class SharedImages {
  private final EncodedImages images;
  private final List<CachedImage> cached = new ArrayList<>();
  private int holders = 1;

  SharedImages(EncodedImages images) {
    this.images = images;
  }

  EncodedImages images() {
    return images;
  }

  int count() {
    return images.count();
  }

  /** One of them, for a cache; it holds them all. */
  synchronized CachedImage cached(int place) {
    holders++;
    CachedImage image = new CachedImage(this, place);
    cached.add(image);
    return image;
  }

  /** Those that were given to a cache. */
  synchronized List<CachedImage> cached() {
    return List.copyOf(cached);
  }

  /** False, and nothing held, if they have been freed. */
  synchronized boolean hold() {
    if (holders == 0) {
      return false;
    }
    holders++;
    return true;
  }

  synchronized void letGo() {
    holders--;
    if (holders == 0) {
      images.close();
    }
  }

  /** All of them, to be closed by the caller; null if they have been freed. */
  EncodedImages read() {
    if (!hold()) {
      return null;
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return new EncodedImages(
        images.tokens(),
        images.keyValues(),
        () -> {
          if (open.getAndSet(false)) {
            letGo();
          }
        });
  }
}
