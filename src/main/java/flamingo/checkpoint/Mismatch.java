package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A tensor that is not as a model's family has it.
 *
 * @param tensor name that the model knows it by
 * @param problem what is wrong
 * @param explanation a sentence part: what is there and what ought to be
 */
public record Mismatch(String tensor, CheckpointProblem problem, String explanation) {

  /** All of them, in the model's order; no weight is read. */
  static List<Mismatch> all(Map<String, long[]> expected, Map<String, ModelTensor> found) {
    List<Mismatch> mismatches = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          ModelTensor tensor = found.get(name);
          if (tensor == null) {
            add(mismatches, name, CheckpointProblem.MISSING_KEY, "is missing");
          } else if (!Arrays.equals(tensor.shape(), shape)) {
            String is = Arrays.toString(tensor.shape());
            String must = "is %s, but must be %s".formatted(is, Arrays.toString(shape));
            add(mismatches, name, CheckpointProblem.WRONG_SHAPE, must);
          } else if (!tensor.isFloatingPoint()) {
            String is = "holds %s, but must hold floating-point numbers".formatted(tensor.type());
            add(mismatches, name, CheckpointProblem.WRONG_DTYPE, is);
          }
        });
    return mismatches;
  }

  private static void add(
      List<Mismatch> mismatches, String name, CheckpointProblem problem, String explanation) {
    mismatches.add(new Mismatch(name, problem, explanation));
  }

  /**
   * @throws CheckpointException about the first, with the number of the others
   */
  static void require(Path path, List<Mismatch> mismatches) {
    if (mismatches.isEmpty()) {
      return;
    }
    Mismatch first = mismatches.get(0);
    int others = mismatches.size() - 1;
    throw new CheckpointException(
        first.problem(),
        path,
        "tensor %s %s%s"
            .formatted(
                quote(first.tensor()),
                first.explanation(),
                others == 0 ? "" : ", and %d others do not fit either".formatted(others)),
        "see all with \"checkpoint inspect\", and choose parts that belong to one model");
  }
}
