package flamingo.image;

import java.io.IOException;

/**
 * An image that is sound but of a kind that is not supported; the message says which, as part of a
 * sentence.
 */
final class UnusualImageException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusualImageException(String what) {
    super(what);
  }
}
