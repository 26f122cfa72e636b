package flamingo.controller;

import flamingo.model.ModelPreset;
import java.nio.file.Path;

/**
 * Which model is to be studied.
 *
 * @param preset the built-in sizes; of no account where the files hold a whole model
 * @param files that stand in for those that come with the program
 */
public record ModelChoice(ModelPreset preset, ModelFiles files) {
  /** Mini Flamingo with the weights that come with the program. */
  public static final ModelChoice MINI = new ModelChoice(ModelPreset.MINI, ModelFiles.SHIPPED);

  /** The sizes of the study, with random weights. */
  public static final ModelChoice STUDY = new ModelChoice(ModelPreset.STUDY, ModelFiles.SHIPPED);

  /**
   * @param path of an OpenFlamingo's folder, or of the file that it was converted to, or of other
   *     weights for Mini Flamingo
   */
  public static ModelChoice of(Path path) {
    return new ModelChoice(ModelPreset.MINI, new ModelFiles(path, null, null));
  }
}
