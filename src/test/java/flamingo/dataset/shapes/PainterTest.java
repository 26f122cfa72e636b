package flamingo.dataset.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import flamingo.dataset.shapes.Painter.Drawing;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {
  private static final Figure SQUARE = new Figure("large", "blue", "square", 2, 0);
  private static final Figure STAR = new Figure("small", "yellow", "star", 0, 2);
  private static final Picture PICTURE = new Picture(List.of(STAR, SQUARE), "black", null);

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 37})
  void aFigureIsWhereAndWhatItIsSaidToBe(int side) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      Drawing drawing = Painter.draw(PICTURE, side, random);
      assertThat(level(drawing, 11, 53, 2)).isGreaterThan(150); // blue, in its cell's middle
      assertThat(level(drawing, 11, 53, 0)).isLessThan(110);
      assertThat(owner(drawing, 11, 53)).isEqualTo(1);
      assertThat(owner(drawing, 32, 32)).isEqualTo(Drawing.NOBODY);
      assertThat(drawing.owners()).contains(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOutlineCoversItsMiddleButTheRing(Outline outline) {
    assertThat(outline.distance(0, 0, 10) > 0).isEqualTo(outline == Outline.RING);
    assertThat(outline.distance(0, 13, 10)).isPositive();
    assertThat(outline.distance(13, 0, 10)).isPositive();
  }

  /** A distance changes by no more than the step to the next place, and by that much somewhere. */
  @ParameterizedTest
  @EnumSource
  void distancesGrowLikeDistances(Outline outline) {
    SplittableRandom random = new SplittableRandom(2);
    double fastest = 0;
    for (int i = 0; i < 5000; i++) {
      double x = random.nextDouble(-14, 14);
      double y = random.nextDouble(-14, 14);
      double step = outline.distance(x + 0.006, y + 0.008, 10) - outline.distance(x, y, 10);
      fastest = Math.max(fastest, Math.abs(step) / 0.01);
    }
    assertThat(fastest).isBetween(0.75, 1.02);
  }

  @Test
  void aStarHasFiveTipsAndPointsUp() {
    for (int tip = 0; tip < 5; tip++) {
      double angle = Math.PI * 2 * tip / 5;
      assertThat(Outline.STAR.distance(11 * Math.sin(angle), -11 * Math.cos(angle), 10))
          .isNegative();
      assertThat(Outline.STAR.distance(6 * Math.sin(angle), 6 * Math.cos(angle), 10)).isPositive();
    }
  }

  /** A checksum made once: other machines and later versions must draw the same bytes. */
  @Test
  void theSameSeedDrawsTheSameBytesOnEveryMachine() {
    SplittableRandom random = new SplittableRandom(9);
    CRC32 checksum = new CRC32();
    for (int i = 0; i < 50; i++) {
      checksum.update(Painter.draw(Scenes.any(random), 64, random).rgb());
    }
    assertThat(checksum.getValue()).isEqualTo(1881719822L);
  }

  private static int level(Drawing drawing, int x, int y, int channel) {
    return drawing.rgb()[3 * pixel(drawing, x, y) + channel] & 0xFF;
  }

  private static int owner(Drawing drawing, int x, int y) {
    return drawing.owners()[pixel(drawing, x, y)];
  }

  /** The pixel at 64ths of the side. */
  private static int pixel(Drawing drawing, int x, int y) {
    return y * drawing.side() / 64 * drawing.side() + x * drawing.side() / 64;
  }
}
