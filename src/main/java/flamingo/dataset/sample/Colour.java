package flamingo.dataset.sample;

/** The colours that Mini Flamingo has words for, 0xRRGGBB. */
enum Colour {
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

  Colour(int rgb) {
    this.rgb = rgb;
  }

  /**
   * @param index 0 red, 1 green, 2 blue
   * @return 0 to 255
   */
  int channel(int index) {
    return rgb >> 16 - 8 * index & 0xFF;
  }
}
