package flamingo.train.image;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.train.tensor.Tensors;
import flamingo.train.text.Figure;
import flamingo.train.text.Picture;
import flamingo.train.text.Scenes;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class PainterTest {
  @Test
  void aFigureIsWhereAndWhatItIsSaidToBe() {
    Figure square = new Figure("large", "blue", "square", 2, 0);
    Figure star = new Figure("small", "yellow", "star", 0, 2);
    Picture picture = new Picture(List.of(star, square), "black", null);
    ImageBatch batch = new Painter(random -> picture).draw(20, new SplittableRandom(1));
    INDArray pixels = Tensors.toArray(batch.pixels());
    for (int i = 0; i < 20; i++) {
      assertThat(pixels.getDouble(i, 2, 53, 11)).isGreaterThan(180); // blue, in its cell's middle
      assertThat(pixels.getDouble(i, 0, 53, 11)).isLessThan(110);
      assertThat(pixels.getDouble(i, 2, 32, 32)).isLessThan(60); // nothing in the centre
      assertThat(batch.owners().get(i)[6 * 8 + 1]).isEqualTo(1);
      assertThat(batch.owners().get(i)[4 * 8 + 4]).isEqualTo(ImageBatch.NOBODY);
      assertThat(batch.owners().get(i)).contains(0);
    }
  }

  @Test
  void everyShapeCoversItsMiddleButTheRing() {
    for (Outline outline : Outline.values()) {
      double middle = outline.distance(0, 0, 10);
      assertThat(middle > 0).as(outline.name()).isEqualTo(outline == Outline.RING);
      assertThat(outline.distance(0, 13, 10)).as(outline.name()).isPositive();
      assertThat(outline.distance(13, 0, 10)).as(outline.name()).isPositive();
    }
  }

  @Test
  void aStarPointsUp() {
    assertThat(Outline.STAR.distance(0, -10.5, 10)).isNegative();
    assertThat(Outline.STAR.distance(0, 10.5, 10)).isPositive();
    assertThat(Outline.STAR.distance(0, 4, 10)).isNegative();
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Painter painter = new Painter(Scenes::any);
    INDArray once = Tensors.toArray(painter.draw(5, new SplittableRandom(9)).pixels());
    INDArray twice = Tensors.toArray(painter.draw(5, new SplittableRandom(9)).pixels());
    assertThat(once).isEqualTo(twice);
  }
}
