package flamingo.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Image files made in memory. */
public final class TestImages {
  /** 3 x 2 pixels: red, green, blue; (1,2,3), (100,150,200), (250,251,252). */
  static final byte[] WEBP_LOSSLESS =
      Base64.getDecoder()
          .decode(
              "UklGRkYAAABXRUJQVlA4TDkAAAAvAkAAAC9AJmCx6d9AUpcaZJM2Iefm/6VTyQQshv7NFHKZ/4A/4hFjm1ZQyDYC"
                  + "nNo9BKd2Ef2P8QIA");

  /** 16 x 16 pixels of about (201, 61, 28). */
  static final byte[] WEBP_LOSSY =
      Base64.getDecoder()
          .decode(
              "UklGRj4AAABXRUJQVlA4IDIAAADQAQCdASoQABAAAMASJaACdLoB+AADsAD+8ql//bs/rs/rs/7tv/62D+tg/rYP"
                  + "/rQAAA==");

  /** 8 x 6 pixels, a red frame and a green one. */
  static final byte[] WEBP_ANIMATED =
      Base64.getDecoder()
          .decode(
              "UklGRoQAAABXRUJQVlA4WAoAAAACAAAABwAABQAAQU5JTQYAAAAAAAAAAABBTk1GKAAAAAAAAAAAAAcAAAUAAAAA"
                  + "AAJWUDhMDwAAAC8HQAEABxD9j/4HIqL/AQBBTk1GKAAAAAAAAAAAAAcAAAUAAAAAAABWUDhMDwAAAC8HQAEA"
                  + "B9D/iP4HIqL/AQA=");

  private TestImages() {}

  /** A picture in which no two neighbours are alike. */
  static BufferedImage picture(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb =
            (x * 37 + y * 11 & 255) << 16 | (x * 5 + y * 71 & 255) << 8 | x * 91 + y * 3 & 255;
        image.setRGB(x, y, 0xFF000000 | rgb);
      }
    }
    return image;
  }

  /** A picture of 24-bit colour, encoded by ImageIO. */
  public static byte[] encoded(int width, int height, String format) {
    return encoded(picture(width, height, BufferedImage.TYPE_3BYTE_BGR), format);
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A PNG file.
   *
   * @param rows filtered rows, not compressed
   */
  public static byte[] png(int width, int height, int depth, int colourType, byte[] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) depth).put((byte) colourType);
    out.writeBytes(chunk("IHDR", header.array()));
    out.writeBytes(chunk("IDAT", deflate(rows)));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  /** A PNG file's chunk with its checksum. */
  static byte[] chunk(String kind, byte[] data) {
    byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) checksum.getValue())
        .array();
  }

  private static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] buffer = new byte[data.length + 64];
    int length = deflater.deflate(buffer);
    deflater.end();
    return Arrays.copyOf(buffer, length);
  }

  /** An EXIF block that says how the camera was held. */
  static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'I', 'I', 42, 0})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putInt(orientation)
        .putInt(0)
        .array();
  }

  /** The same JPEG file with an EXIF block before its other segments. */
  static byte[] withExif(byte[] jpeg, byte[] exif) {
    return ByteBuffer.allocate(jpeg.length + 10 + exif.length)
        .put(jpeg, 0, 2)
        .put(new byte[] {(byte) 0xFF, (byte) 0xE1})
        .putShort((short) (8 + exif.length))
        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  public static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
