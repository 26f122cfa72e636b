package flamingo.checkpoint;

import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/**
 * The files that an OpenFlamingo model is put together from.
 *
 * @param checkpoint what was trained: resampler, gated blocks, embeddings
 * @param language folder of the frozen language model
 * @param vision file or folder of CLIP
 * @param visionHeads heads of a vision tower of a given width, where its file does not tell them
 */
public record ModelParts(
    Path checkpoint, Path language, Path vision, IntUnaryOperator visionHeads) {

  /** With heads as wide as every open_clip tower has them. */
  public ModelParts(Path checkpoint, Path language, Path vision) {
    this(checkpoint, language, vision, ClipTower.USUAL_HEADS);
  }
}
