package flamingo.train.stage;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Latents that say outright which figure they stand for: 9 colours, 7 shapes, 3 sizes, 10 cells. */
class LatentHeadsTest {
  private static final int CLASSES = 9 + 7 + 3 + 10;
  private static final int LATENTS = 5;
  private static final int[] NOTHING = {0, 9, 16, 19};
  private static final int[] SMALL_RED_CIRCLE_TOP_LEFT = {1, 10, 17, 20};
  private static final int[] LARGE_PINK_RING_BOTTOM_RIGHT = {8, 15, 18, 28};
  private static final Picture TWO =
      new Picture(
          List.of(
              new Figure("small", "red", "circle", 0, 0), new Figure("large", "pink", "ring", 2, 2)),
          "white",
          null);

  @Test
  void theFirstLatentsStandForTheFiguresInReadingOrder() {
    LatentHeads.Answer answer =
        answer(SMALL_RED_CIRCLE_TOP_LEFT, LARGE_PINK_RING_BOTTOM_RIGHT, NOTHING, NOTHING);

    assertThat(answer.right()).isEqualTo(1);
    assertThat(answer.loss().item_double()).isLessThan(0.01);
  }

  @Test
  void anotherOrderIsWrong() {
    LatentHeads.Answer answer =
        answer(LARGE_PINK_RING_BOTTOM_RIGHT, SMALL_RED_CIRCLE_TOP_LEFT, NOTHING, NOTHING);

    assertThat(answer.right()).isZero();
    assertThat(answer.loss().item_double()).isGreaterThan(1);
  }

  @Test
  void aFigureTooManyCosts() {
    LatentHeads.Answer answer =
        answer(
            SMALL_RED_CIRCLE_TOP_LEFT,
            LARGE_PINK_RING_BOTTOM_RIGHT,
            SMALL_RED_CIRCLE_TOP_LEFT,
            NOTHING);

    assertThat(answer.right()).isEqualTo(1);
    assertThat(answer.loss().item_double()).isGreaterThan(1);
  }

  private static LatentHeads.Answer answer(int[]... latents) {
    Parameters parameters = Parameters.seeded(1);
    LatentHeads heads = new LatentHeads(CLASSES, parameters);
    float[] identity = new float[CLASSES * CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      identity[i * CLASSES + i] = 1;
    }
    float[] media = new float[2 * LATENTS * CLASSES];
    for (int latent = 0; latent < latents.length; latent++) {
      for (int label : latents[latent]) {
        media[latent * CLASSES + label] = 20;
      }
    }
    try (AutoGradMode off = new AutoGradMode(false)) {
      Tensor weight = parameters.all().get("figures.weight");
      weight.mul_(new Scalar(0.0)).add_(Tensors.of(identity, CLASSES, CLASSES));
      return heads.of(
          Tensors.of(media, 2, LATENTS, CLASSES), List.of(TWO, Picture.photo("frog")));
    }
  }
}
