package flamingo.image;

/** Width and height in pixels, as stored. */
public record ImageSize(int width, int height) {
  static ImageSize of(ImageHeader header) {
    return new ImageSize((int) header.width(), (int) header.height());
  }
}
