package flamingo.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file's bytes at any place, read through one window, so that headers cost a few reads and no
 * memory.
 */
final class FileBytes implements Closeable {
  private static final int WINDOW = 8192;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final byte[] window = new byte[WINDOW];
  private long windowStart;
  private int windowLength;

  private FileBytes(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  static FileBytes open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new FileBytes(file, channel, channel.size());
  }

  Path file() {
    return file;
  }

  long size() {
    return size;
  }

  /**
   * @throws EOFException if the file ends before
   */
  int u8(long at) throws IOException {
    if (at < windowStart || at >= windowStart + windowLength) {
      load(at);
    }
    return window[(int) (at - windowStart)] & 0xFF;
  }

  /** The same for positions that fall instead of rising. */
  int u8FromEnd(long at) throws IOException {
    if (at < windowStart || at >= windowStart + windowLength) {
      load(Math.max(0, at - WINDOW + 1));
    }
    return u8(at);
  }

  /** Big-endian, as in PNG and JPEG. */
  int u16(long at) throws IOException {
    return u8(at) << 8 | u8(at + 1);
  }

  /** Big-endian, as in PNG. */
  long u32(long at) throws IOException {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  /** Little-endian, as in GIF, BMP and WebP. */
  int u16le(long at) throws IOException {
    return u8(at) | u8(at + 1) << 8;
  }

  int u24le(long at) throws IOException {
    return u16le(at) | u8(at + 2) << 16;
  }

  long u32le(long at) throws IOException {
    return u16le(at) | (long) u16le(at + 2) << 16;
  }

  /**
   * @return how many bytes were read, at least one, or -1 at the end of the file
   */
  int read(long at, byte[] target, int offset, int length) throws IOException {
    return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, offset, length), at);
  }

  /** Fewer bytes than asked for where the file ends before. */
  byte[] bytes(long at, int most) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(most, size - at))];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes;
  }

  /** The four characters that name a chunk; others than ASCII letters as they come. */
  String tag(long at) throws IOException {
    char[] letters = new char[4];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) u8(at + i);
    }
    return new String(letters);
  }

  private void load(long at) throws IOException {
    if (at < 0 || at >= size) {
      throw new EOFException();
    }
    int read = channel.read(ByteBuffer.wrap(window), at);
    if (read <= 0) {
      windowLength = 0;
      throw new EOFException();
    }
    windowStart = at;
    windowLength = read;
  }

  BrokenImageException broken(String what, String remedy) {
    return new BrokenImageException(file, what, remedy);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
