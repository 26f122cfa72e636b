package flamingo.dataset.cifar;

import flamingo.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of CIFAR-10's binary files.
 *
 * <pre>
 * a record: 1 byte label, 3 x 32 x 32 bytes, red, green and blue planes row by row
 * </pre>
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR-10</a>
 */
public final class CifarRecords {
  /** Width and height of an image. */
  public static final int SIDE = 32;

  private static final int PLANE = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final int MOST_RECORDS = 10_000;
  private static final int CLASSES = 10;

  /** Length of the longest file. */
  static final int MOST_BYTES = MOST_RECORDS * RECORD;

  private final byte[] bytes;

  private CifarRecords(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws DatasetException if the file cannot be read, or is no such file
   */
  public static CifarRecords read(Path file) throws DatasetException {
    byte[] bytes;
    try (InputStream input = Files.newInputStream(file)) {
      bytes = input.readNBytes(MOST_BYTES + 1);
    } catch (IOException unreadable) {
      throw new DatasetException(
          file, "CIFAR-10's file cannot be read", "choose the folder cifar-10-batches-bin");
    }
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw new DatasetException(
          file, "this is no binary file of CIFAR-10, or a part of one", "fetch it again");
    }
    for (int at = 0; at < bytes.length; at += RECORD) {
      if (bytes[at] < 0 || bytes[at] >= CLASSES) {
        throw new DatasetException(file, "it names a class beyond the ten", "fetch it again");
      }
    }
    return new CifarRecords(bytes);
  }

  public int count() {
    return bytes.length / RECORD;
  }

  /** Number of the class, 0 to 9. */
  public int label(int record) {
    return bytes[record * RECORD];
  }

  /** 0 to 255. */
  public int level(int record, int channel, int row, int column) {
    return bytes[record * RECORD + 1 + channel * PLANE + row * SIDE + column] & 0xFF;
  }

  /** SIDE x SIDE x 3 unsigned bytes. */
  byte[] rgb(int record) {
    byte[] rgb = new byte[3 * PLANE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = bytes[record * RECORD + 1 + i % 3 * PLANE + i / 3];
    }
    return rgb;
  }
}
