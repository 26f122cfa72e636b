package flamingo.dataset.cifar;

import java.io.IOException;

/** A download that does not work, as against a disk that does not. */
final class TransferException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How far it came. */
  enum Kind {
    /** No network, or no server at the address. */
    UNREACHABLE,
    /** An answer without the file. */
    REFUSED,
    /** A part of the file. */
    CUT,
    /** Someone else is fetching the same. */
    BUSY
  }

  private final Kind kind;

  TransferException(Kind kind, String what, Throwable cause) {
    super(what, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
