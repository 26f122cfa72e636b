package flamingo.image;

import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import java.io.IOException;

/** A part of an open file as metadata-extractor takes it. */
final class FileMetadataInput extends RandomAccessReader {
  private final FileBytes file;
  private final FileSpan span;

  FileMetadataInput(FileBytes file, FileSpan span) {
    this.file = file;
    this.span = span;
  }

  @Override
  public int toUnshiftedOffset(int index) {
    return index;
  }

  @Override
  public byte getByte(int index) throws IOException {
    validateIndex(index, 1);
    return (byte) file.u8(span.start() + index);
  }

  @Override
  public byte[] getBytes(int index, int count) throws IOException {
    validateIndex(index, count);
    return file.bytes(span.start() + index, count);
  }

  @Override
  protected void validateIndex(int index, int count) throws IOException {
    if (!isValidIndex(index, count)) {
      throw new BufferBoundsException(index, count, getLength());
    }
  }

  @Override
  protected boolean isValidIndex(int index, int count) {
    return index >= 0 && count >= 0 && (long) index + count <= getLength();
  }

  @Override
  public long getLength() {
    return Math.min(span.length(), file.size() - span.start());
  }
}
