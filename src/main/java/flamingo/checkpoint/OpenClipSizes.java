package flamingo.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.vision.TransformerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Reads the sizes of an open_clip tower off its tensors. */
final class OpenClipSizes {
  static final String PATCHES = "conv1.weight";

  private static final String POSITIONS = "positional_embedding";
  private static final String PROJECTION = "proj";
  private static final String BLOCK = "transformer.resblocks.";
  private static final String REMEDY =
      "choose the CLIP file of the model, for OpenFlamingo ViT-L/14 (openai) as open_clip saves it";

  private OpenClipSizes() {}

  static TransformerConfig of(Path path, Map<String, ModelTensor> tensors, IntUnaryOperator heads) {
    long[] patches = shape(path, tensors, PATCHES, 4); // [D, 3, p, p]
    long[] positions = shape(path, tensors, POSITIONS, 2); // [1 + P, D]
    long[] projection = shape(path, tensors, PROJECTION, 2); // [D, E]
    long[] expand = shape(path, tensors, BLOCK + "0.mlp.c_fc.weight", 2);
    int side = (int) Math.round(Math.sqrt(positions[0] - 1));
    int layers = 0;
    while (tensors.containsKey(BLOCK + layers + ".ln_1.weight")) {
      layers++;
    }
    int width = (int) patches[0];
    try {
      return new TransformerConfig(
          side * (int) patches[2],
          (int) patches[2],
          width,
          layers,
          statedHeads(path, width, heads),
          (int) expand[0],
          (int) projection[1]);
    } catch (IllegalArgumentException e) {
      String what = e.getMessage().replaceAll("\\.$", "");
      throw new CheckpointException(CheckpointProblem.WRONG_SHAPE, path, what, REMEDY, e);
    }
  }

  private static long[] shape(Path path, Map<String, ModelTensor> tensors, String name, int rank) {
    ModelTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_KEY,
          path,
          "there is no tensor visual." + name + ", so it is no CLIP with a vision transformer",
          REMEDY);
    }
    if (tensor.shape().length != rank) {
      throw new CheckpointException(
          CheckpointProblem.WRONG_SHAPE,
          path,
          "its tensor %s has %d dimensions, not %d".formatted(name, tensor.shape().length, rank),
          REMEDY);
    }
    return tensor.shape();
  }

  /** What {@code open_clip_config.json} beside the file says of heads, if it is there. */
  private static int statedHeads(Path path, int width, IntUnaryOperator otherwise) {
    Path folder = Files.isDirectory(path) ? path : path.resolveSibling("");
    Path stated = folder.resolve("open_clip_config.json");
    if (Files.isRegularFile(stated)) {
      JsonNode vision = JsonFile.read(stated).path("model_cfg").path("vision_cfg");
      int headWidth = vision.path("head_width").asInt(0);
      if (headWidth > 0) {
        return width / headWidth;
      }
    }
    return otherwise.applyAsInt(width);
  }
}
