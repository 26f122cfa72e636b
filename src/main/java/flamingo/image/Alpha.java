package flamingo.image;

/** Premultiplied opacity in 8-bit integers, as Pillow rounds it. */
final class Alpha {
  private static final int OPAQUE = 255;

  private Alpha() {}

  /**
   * @param samples interleaved, opacity last
   */
  static byte[] premultiply(byte[] samples, int channels) {
    byte[] result = samples.clone();
    for (int pixel = 0; pixel < samples.length; pixel += channels) {
      int alpha = samples[pixel + channels - 1] & 0xFF;
      for (int c = 0; c < channels - 1; c++) {
        result[pixel + c] = (byte) multiply(samples[pixel + c] & 0xFF, alpha);
      }
    }
    return result;
  }

  /** In place. */
  static void divide(byte[] samples, int channels) {
    for (int pixel = 0; pixel < samples.length; pixel += channels) {
      int alpha = samples[pixel + channels - 1] & 0xFF;
      if (alpha != 0 && alpha != OPAQUE) {
        for (int c = 0; c < channels - 1; c++) {
          int colour = OPAQUE * (samples[pixel + c] & 0xFF) / alpha;
          samples[pixel + c] = (byte) Math.min(colour, OPAQUE);
        }
      }
    }
  }

  /** {@code a b / 255}, rounded. */
  static int multiply(int a, int b) {
    int t = a * b + 128;
    return ((t >> 8) + t) >> 8;
  }
}
