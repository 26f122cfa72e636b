package flamingo.image;

/**
 * JPEG's luminance and chrominance to red, green, blue, in libjpeg's 16-bit fixed point.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.871">JFIF, ITU-T T.871, section 7</a>
 */
final class Ycbcr {
  private static final int FRACTION_BITS = 16;
  private static final int HALF = 1 << (FRACTION_BITS - 1);
  private static final int RED_CR = fixed(1.402);
  private static final int GREEN_CB = fixed(0.34414);
  private static final int GREEN_CR = fixed(0.71414);
  private static final int BLUE_CB = fixed(1.772);

  private Ycbcr() {}

  /**
   * In place.
   *
   * @param channels samples a pixel; those after the third stay
   */
  static void toRgb(byte[] samples, int channels) {
    for (int i = 0; i + 2 < samples.length; i += channels) {
      int y = samples[i] & 0xFF;
      int cb = (samples[i + 1] & 0xFF) - 128;
      int cr = (samples[i + 2] & 0xFF) - 128;
      samples[i] = clip(y + (RED_CR * cr + HALF >> FRACTION_BITS));
      samples[i + 1] = clip(y + (HALF - GREEN_CB * cb - GREEN_CR * cr >> FRACTION_BITS));
      samples[i + 2] = clip(y + (BLUE_CB * cb + HALF >> FRACTION_BITS));
    }
  }

  private static int fixed(double x) {
    return (int) (x * (1 << FRACTION_BITS) + 0.5);
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
