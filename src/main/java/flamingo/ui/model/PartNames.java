package flamingo.ui.model;

import flamingo.checkpoint.ModelPart;
import flamingo.ui.common.Texts;

/** What the parts of a model are called. */
final class PartNames {
  private PartNames() {}

  /**
   * @param part null for all of them
   */
  static String of(ModelPart part) {
    return part == null
        ? Texts.text("inspection.all")
        : Texts.text(
            switch (part) {
              case VISION -> "inspection.vision";
              case RESAMPLER -> "inspection.resampler";
              case CROSS_ATTENTION -> "inspection.cross.attention";
              case EMBEDDINGS -> "inspection.embeddings";
              case LANGUAGE -> "inspection.language";
              case OTHER -> "inspection.other";
            });
  }
}
