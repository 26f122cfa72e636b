package flamingo.image;

import java.util.List;

/**
 * Which pixels a pass of a PNG file holds: every {@code acrossStep}-th from {@code left}, and so
 * downwards.
 */
record PngPass(int left, int top, int acrossStep, int downStep) {
  static final List<PngPass> WHOLE = List.of(new PngPass(0, 0, 1, 1));

  /** The seven passes of an interlaced file, PNG specification, section 8.2. */
  static final List<PngPass> ADAM7 =
      List.of(
          new PngPass(0, 0, 8, 8),
          new PngPass(4, 0, 8, 8),
          new PngPass(0, 4, 4, 8),
          new PngPass(2, 0, 4, 4),
          new PngPass(0, 2, 2, 4),
          new PngPass(1, 0, 2, 2),
          new PngPass(0, 1, 1, 2));
}
