package flamingo.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.zip.InflaterInputStream;

/**
 * PNG of every kind and depth, row by row: samples as stored, 16 bits cut to their high byte.
 * Transparent colours and gamma are left out, as in Pillow.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG specification, sections 7 to 10</a>
 */
final class PngDecoder {
  private static final String AGAIN = "copy or download the image again";

  private final PngHeader header;
  private final int step;
  private final int width;
  private final int channels;
  private final byte[] samples;
  private final byte[] spread;

  private PngDecoder(PngHeader header, int step) {
    this.header = header;
    this.step = step;
    this.width = ceil(header.width(), step);
    this.channels = header.channels();
    this.samples = new byte[width * ceil(header.height(), step) * channels];
    boolean levels = header.layout() != PixelLayout.INDEXED && header.depth() < 8;
    this.spread = levels ? RasterSamples.spread(header.depth()) : null;
  }

  /**
   * @param step keeps every step-th pixel of every step-th row
   */
  static DecodedImage decode(FileBytes file, int step) throws IOException, BrokenImageException {
    PngHeader header = PngHeader.read(file);
    long data = PngChunks.find(file, "IDAT");
    if (data < 0) {
      throw file.broken("the PNG file holds no pixels", AGAIN);
    }
    PngDecoder decoder = new PngDecoder(header, step);
    try (DataInputStream pixels =
        new DataInputStream(new InflaterInputStream(new PngDataStream(file, data)))) {
      decoder.passes(pixels);
    }
    int height = ceil(header.height(), step);
    int[] palette = header.layout() == PixelLayout.INDEXED ? palette(file, header) : null;
    return new DecodedImage(decoder.width, height, header.layout(), decoder.samples, palette);
  }

  private void passes(DataInputStream pixels) throws IOException {
    for (PngPass pass : header.interlaced() ? PngPass.ADAM7 : PngPass.WHOLE) {
      int columns = ceil(header.width() - pass.left(), pass.acrossStep());
      int rows = ceil(header.height() - pass.top(), pass.downStep());
      if (columns > 0 && rows > 0) {
        pass(pixels, pass, columns, rows);
      }
    }
  }

  private void pass(DataInputStream pixels, PngPass pass, int columns, int rows)
      throws IOException {
    int bytesPerPixel = Math.max(1, header.bitsPerPixel() / 8);
    int length = Math.toIntExact(((long) columns * header.bitsPerPixel() + 7) / 8);
    byte[] previous = new byte[length];
    byte[] row = new byte[length];
    for (int r = 0; r < rows; r++) {
      int filter = pixels.readUnsignedByte();
      pixels.readFully(row);
      PngFilter.undo(filter, row, previous, bytesPerPixel);
      int y = pass.top() + r * pass.downStep();
      if (y % step == 0) {
        store(row, pass, columns, y / step);
      }
      byte[] swap = previous;
      previous = row;
      row = swap;
    }
  }

  private void store(byte[] row, PngPass pass, int columns, int targetRow) {
    if (step == 1 && pass.acrossStep() == 1 && header.depth() == 8) {
      System.arraycopy(row, 0, samples, targetRow * width * channels, row.length);
      return;
    }
    for (int i = 0; i < columns; i++) {
      int x = pass.left() + i * pass.acrossStep();
      if (x % step == 0) {
        int target = (targetRow * width + x / step) * channels;
        for (int c = 0; c < channels; c++) {
          samples[target + c] = sample(row, i * channels + c);
        }
      }
    }
  }

  private byte sample(byte[] row, int index) {
    int depth = header.depth();
    if (depth >= 8) {
      return row[index * (depth / 8)];
    }
    int bit = index * depth;
    int value = row[bit >> 3] >> 8 - depth - (bit & 7) & (1 << depth) - 1;
    return spread == null ? (byte) value : spread[value];
  }

  private static int[] palette(FileBytes file, PngHeader header)
      throws IOException, BrokenImageException {
    int[] palette = Palettes.greys();
    if (header.kind() == PngHeader.Kind.GREY) {
      palette[1] = 0xFFFFFF;
      return palette;
    }
    long chunk = PngChunks.find(file, "PLTE");
    if (chunk < 0) {
      throw file.broken("the PNG file lacks its palette", AGAIN);
    }
    long entries = Math.min(file.u32(chunk) / 3, palette.length);
    for (int i = 0; i < entries; i++) {
      long at = chunk + 8 + 3L * i;
      palette[i] = file.u16(at) << 8 | file.u8(at + 2);
    }
    return palette;
  }

  private static int ceil(int length, int step) {
    return (length + step - 1) / step;
  }
}
