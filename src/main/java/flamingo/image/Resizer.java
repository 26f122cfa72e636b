package flamingo.image;

/**
 * Resizes and crops an image in the layout it has: palettes by nearest neighbour, opacity
 * premultiplied meanwhile.
 */
final class Resizer {
  private Resizer() {}

  static DecodedImage resize(DecodedImage image, ResizedCrop geometry) {
    return image.with(geometry.cropWidth(), geometry.cropHeight(), samples(image, geometry));
  }

  private static byte[] samples(DecodedImage image, ResizedCrop geometry) {
    int channels = image.layout().channels();
    if (image.layout() == PixelLayout.INDEXED) {
      return NearestNeighbour.resize(image.samples(), geometry);
    }
    if (!image.layout().hasAlpha() || geometry.keepsSize()) {
      return Bicubic.resize(image.samples(), channels, geometry);
    }
    byte[] premultiplied = Alpha.premultiply(image.samples(), channels);
    byte[] result = Bicubic.resize(premultiplied, channels, geometry);
    Alpha.divide(result, channels);
    return result;
  }
}
