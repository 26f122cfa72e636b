package flamingo.verify;

import flamingo.checkpoint.ClipTower;
import flamingo.model.layer.Weights;
import flamingo.model.vision.TransformerConfig;
import flamingo.model.vision.VisionTransformer;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;

/**
 * CLIP's vision tower: {@code image} [B, 3, S, S] to {@code tokens} [B, P, D], {@code pooled} and
 * {@code embedding} [B, E]. The same tower may lie beside it in the layouts of Hugging Face.
 */
final class VisionKind implements FixtureKind {
  private static final double EPSILON = 1e-5;

  static TransformerConfig config(Section config) {
    if ((config.has("quick_gelu") && !config.flag("quick_gelu"))
        || config.number("layer_norm_eps", EPSILON) != EPSILON) {
      throw new FixtureException(
          "This version has towers with QuickGELU and epsilon 1e-5 only; %s asks for another."
              .formatted(config));
    }
    int width = config.integer("width");
    return new TransformerConfig(
        config.integer("image_size"),
        config.integer("patch_size"),
        width,
        config.integer("layers"),
        config.integer("heads"),
        (int) Math.round(width * config.number("mlp_ratio")),
        config.integer("output_dim"));
  }

  @Override
  public String name() {
    return "vision";
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    Weights weights = Weights.of(fixture.weights()).under("visual");
    VisionTransformer tower =
        new VisionTransformer(config(fixture.config()), weights, ops, Precision.FP32);
    checks.runCases(of -> outputs(tower, fixture, of));
    fixture
        .files()
        .children(Section::text)
        .forEach((layout, folder) -> runLayout(fixture, ops, layout, folder, checks));
  }

  private static void runLayout(
      Fixture fixture, TensorOps ops, String layout, String folder, Checks checks) {
    try (ClipTower saved = ClipTower.open(fixture.resolve(folder))) {
      VisionTransformer tower =
          new VisionTransformer(saved.config(), saved.weights(), ops, Precision.FP32);
      checks.of(layout).runCases(of -> outputs(tower, fixture, of));
    } catch (RuntimeException problem) {
      checks.fail(layout, "all", Checks.sentence(problem));
    }
  }

  private static Outputs outputs(VisionTransformer tower, Fixture fixture, FixtureCase of) {
    VisionTransformer.Features features = tower.features(fixture.inputOf(of, "image"));
    return new Outputs()
        .put("tokens", features.tokens())
        .put("pooled", features.pooled())
        .put("embedding", features::embedding);
  }
}
