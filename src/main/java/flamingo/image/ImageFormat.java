package flamingo.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file formats that can be read, recognised by their first bytes and never by a file's name.
 */
public enum ImageFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  GIF("GIF"),
  BMP("BMP"),
  WEBP("WebP"),
  TIFF("TIFF");

  /** As many bytes of a file as {@link #of} looks at. */
  static final int SIGNATURE_BYTES = 12;

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final String title;

  ImageFormat(String title) {
    this.title = title;
  }

  /** The format's usual spelling. */
  public String title() {
    return title;
  }

  /** All formats in one phrase: "JPEG, PNG, GIF, BMP, WebP or TIFF". */
  public static String list() {
    String commas = Arrays.stream(values()).map(f -> f.title).collect(Collectors.joining(", "));
    int last = commas.lastIndexOf(", ");
    return commas.substring(0, last) + " or " + commas.substring(last + 2);
  }

  /**
   * @param start the file's first bytes, 12 where it has as many
   */
  static Optional<ImageFormat> of(byte[] start) {
    if (begins(start, PNG_SIGNATURE)) {
      return Optional.of(PNG);
    }
    if (begins(start, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})) {
      return Optional.of(JPEG);
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    if (text.matches("(?s)(II[*+]\0|MM\0[*+]).*")) {
      return Optional.of(TIFF);
    }
    return text.startsWith("BM") ? Optional.of(BMP) : Optional.empty();
  }

  private static boolean begins(byte[] start, byte[] signature) {
    return start.length >= signature.length
        && Arrays.equals(start, 0, signature.length, signature, 0, signature.length);
  }
}
