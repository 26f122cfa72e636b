package flamingo.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip file whose list of parts is bounded. The list is read as a whole before any part can be
 * refused, and the count of parts that the file states is a mere claim: so what counts is how much
 * is read until the list is complete.
 */
final class BoundedZip implements SeekableByteChannel {
  private final Path path;
  private final SeekableByteChannel file;
  private long left;

  private BoundedZip(Path path, SeekableByteChannel file, long most) {
    this.path = path;
    this.file = file;
    this.left = most;
  }

  /**
   * @param most bytes that the list of parts may take, with the search for it
   * @throws CheckpointException if it takes more
   * @throws IOException if it is no zip file
   */
  static ZipFile open(Path path, long most) throws IOException {
    BoundedZip channel = new BoundedZip(path, Files.newByteChannel(path), most);
    try {
      ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get();
      channel.left = Long.MAX_VALUE;
      return zip;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = file.read(target);
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new CheckpointException(
          CheckpointProblem.TOO_LARGE,
          path,
          "its list of parts is longer than that of any model",
          "save the model again, with nothing else in the file");
    }
    return count;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return file.write(source);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
