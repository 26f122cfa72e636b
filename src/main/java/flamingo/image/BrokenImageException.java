package flamingo.image;

import java.nio.file.Path;

/** An image file that cannot be used; the message names the file, what is wrong and the remedy. */
public final class BrokenImageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param what what is wrong, without the file's name
   * @param remedy what to do about it
   */
  public BrokenImageException(Path file, String what, String remedy) {
    this(file, what, remedy, null);
  }

  public BrokenImageException(Path file, String what, String remedy, Throwable cause) {
    super(file + ": " + what + "; " + remedy + ".", cause);
    this.reason = what + "; " + remedy + ".";
  }

  /**
   * What is wrong and what to do, without the file's name: for lists that show the name beside it.
   */
  public String reason() {
    return reason;
  }
}
