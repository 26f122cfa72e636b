package flamingo.verify;

import flamingo.checkpoint.ModelParts;
import flamingo.checkpoint.OpenFlamingo;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import flamingo.tensor.TensorOps;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model from the files that users have: a checkpoint of OpenFlamingo, a CLIP of open_clip and a
 * language model in five formats. Inputs and outputs are those of {@link FlamingoKind}.
 */
final class CheckpointKind implements FixtureKind {
  private static final String LANGUAGE = "lm";
  private static final String CHECKPOINT = "checkpoint";

  /** Files that hold the very same numbers as the first ones. */
  private static final List<Files> SAME =
      List.of(
          new Files(CHECKPOINT, "lm_sharded"),
          new Files(CHECKPOINT, "lm_bin"),
          new Files("training_checkpoint", LANGUAGE));

  private record Files(String checkpoint, String language) {}

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    try (OpenFlamingo files = open(fixture, new Files(CHECKPOINT, LANGUAGE));
        PreparedFlamingo model = prepare(files, ops)) {
      checks.runCases(
          of ->
              FlamingoKind.outputs(model, fixture, of)
                  .put("logits_f16", () -> logits(fixture, "lm_f16", ops, of))
                  .put("logits_bf16", () -> logits(fixture, "lm_bf16_bin", ops, of)));
    }
    for (Files same : SAME) {
      String way = same.checkpoint().equals(CHECKPOINT) ? same.language() : same.checkpoint();
      fixture.cases().forEach(of -> compareLogits(fixture, same, ops, of, checks.of(way)));
    }
  }

  private static void compareLogits(
      Fixture fixture, Files files, TensorOps ops, FixtureCase of, Checks checks) {
    checks.compare(
        of,
        "logits",
        of.expected().get("logits"),
        () -> logits(fixture, files, ops, of),
        fixture.expectedOf(of, "logits"));
  }

  private static INDArray logits(Fixture fixture, String language, TensorOps ops, FixtureCase of) {
    return logits(fixture, new Files(CHECKPOINT, language), ops, of);
  }

  private static INDArray logits(Fixture fixture, Files names, TensorOps ops, FixtureCase of) {
    try (OpenFlamingo files = open(fixture, names);
        PreparedFlamingo model = prepare(files, ops)) {
      return FlamingoKind.logits(model, fixture, of);
    }
  }

  private static PreparedFlamingo prepare(OpenFlamingo files, TensorOps ops) {
    return new Flamingo(files.config(), files.weights(), ops).prepare(ExecutionPlan.DENSE);
  }

  private static OpenFlamingo open(Fixture fixture, Files names) {
    int heads = VisionKind.config(fixture.config().child("vision")).heads();
    return OpenFlamingo.open(
        new ModelParts(
            file(fixture, names.checkpoint()),
            file(fixture, names.language()),
            file(fixture, "vision"),
            width -> heads));
  }

  private static Path file(Fixture fixture, String name) {
    return fixture.resolve(fixture.files().text(name));
  }
}
