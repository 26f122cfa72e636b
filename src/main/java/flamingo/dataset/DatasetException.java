package flamingo.dataset;

import java.nio.file.Path;

/** A data set that cannot be opened; the message names the folder, what is wrong and the remedy. */
public final class DatasetException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what is wrong, without the folder's name
   * @param remedy what to do about it
   */
  public DatasetException(Path folder, String what, String remedy) {
    super(folder + ": " + what + "; " + remedy + ".");
  }
}
