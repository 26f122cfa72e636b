package flamingo.dataset.shapes;

import java.util.Locale;

/** The colours that Mini Flamingo has words for, 0xRRGGBB. */
enum Paint {
  RED(0xDC1E1E),
  GREEN(0x1EA032),
  BLUE(0x2846E6),
  YELLOW(0xF0D71E),
  PURPLE(0x8228AA),
  ORANGE(0xF58214),
  CYAN(0x1ECDDC),
  PINK(0xFA82BE),
  WHITE(0xF5F5F5),
  BLACK(0x0F0F0F),
  GRAY(0x808080),
  BROWN(0x6E4628);

  private final int rgb;

  Paint(int rgb) {
    this.rgb = rgb;
  }

  static Paint named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Red, green, blue, 0 to 255. */
  double[] levels() {
    return new double[] {rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF};
  }
}
