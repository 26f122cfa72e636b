package flamingo.controller;

import java.nio.file.Path;

/**
 * Files that stand in for parts of the model that come with the program.
 *
 * @param weights a safetensors file with other weights of the same sizes; or the folder of an
 *     OpenFlamingo, or the file that one was converted to; or null
 * @param encoder a Deeplearning4j graph in the place of the vision tower, or null
 * @param draft the folder of a small language model that proposes tokens to an OpenFlamingo, or
 *     null
 */
public record ModelFiles(Path weights, Path encoder, Path draft) {
  /** None: all parts are the program's own. */
  public static final ModelFiles SHIPPED = new ModelFiles(null, null, null);
}
