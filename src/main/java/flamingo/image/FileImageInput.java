package flamingo.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** An open file as ImageIO's readers take it. Closing it leaves the file open. */
final class FileImageInput extends ImageInputStreamImpl {
  private final FileBytes file;

  FileImageInput(FileBytes file) {
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    return streamPos < file.size() ? file.u8(streamPos++) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    bitOffset = 0;
    int read = file.read(streamPos, target, offset, length);
    streamPos += Math.max(read, 0);
    return read;
  }

  @Override
  public long length() {
    return file.size();
  }
}
