package flamingo.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * The compressed pixels of a PNG file: its IDAT chunks one after the other, each with its checksum
 * verified.
 */
final class PngDataStream extends InputStream {
  private static final int MOST = 1 << 16;

  private final FileBytes file;
  private final CRC32 checksum = new CRC32();
  private long chunk;
  private byte[] buffer = {};
  private int at;
  private long next;
  private long remaining;

  /**
   * @param chunk position of the first IDAT chunk
   */
  PngDataStream(FileBytes file, long chunk) throws IOException {
    this.file = file;
    this.chunk = chunk;
    begin();
  }

  private void begin() throws IOException {
    remaining = file.u32(chunk);
    next = chunk + 8;
    checksum.reset();
    checksum.update(file.bytes(chunk + 4, 4));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (at == buffer.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.length - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (remaining == 0) {
      verify();
      chunk = next + 4;
      if (!file.tag(chunk + 4).equals("IDAT")) {
        return false;
      }
      begin();
    }
    buffer = file.bytes(next, (int) Math.min(remaining, MOST));
    if (buffer.length == 0) {
      throw new EOFException();
    }
    checksum.update(buffer);
    next += buffer.length;
    remaining -= buffer.length;
    at = 0;
    return true;
  }

  private void verify() throws IOException {
    if (file.u32(next) != checksum.getValue()) {
      throw new IOException("a checksum does not match");
    }
  }
}
