package flamingo.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.train.optimizer.AdamW;
import flamingo.train.optimizer.Schedule;
import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  @TempDir private Path folder;

  @Test
  void aStoppedRunEndsWhereAWholeOneDoes() throws IOException {
    float[] whole = train("whole", 1000);
    assertThatThrownBy(() -> train("stopped", 7)).hasMessage("the power fails");
    float[] continued = train("stopped", 1000);

    assertThat(continued).isEqualTo(whole);
    List<String> rows = Files.readAllLines(folder.resolve("stopped/line.csv"));
    assertThat(rows.get(0)).startsWith("step,rate,gradient,loss,error,samples_per_s");
    assertThat(rows.subList(1, rows.size())).extracting(row -> row.split(",")[0])
        .containsExactly("2", "4", "6", "8", "10");
  }

  @Test
  void aLossThatIsNoNumberEndsTheRun() {
    Parameters parameters = Parameters.seeded(1);
    Tensor w = parameters.normal("w", 1, 3);
    assertThatThrownBy(
            () ->
                loop("nan", parameters)
                    .run(
                        random -> new StepResult(w.sum().mul(new Scalar(Double.NaN)), Map.of(), 1),
                        row -> {}))
        .hasMessageContaining("lower the learning rate");
  }

  private float[] train(String run, int failAt) throws IOException {
    Parameters parameters = Parameters.seeded(5);
    Tensor w = parameters.normal("w", 1, 3);
    int[] calls = {0};
    Objective line =
        random -> {
          if (++calls[0] == failAt) {
            throw new IllegalStateException("the power fails");
          }
          Tensor x = Tensors.of(numbers(random), 3);
          Tensor error = x.mul(w).sum().sub(x.sum()).square();
          return new StepResult(error, Map.of("error", error.item_double()), 1);
        };
    loop(run, parameters).run(line, row -> {});
    return Tensors.toArray(w).toFloatVector();
  }

  private TrainingLoop loop(String run, Parameters parameters) throws IOException {
    Path own = Files.createDirectories(folder.resolve(run));
    AdamW adam =
        new AdamW(parameters.trained(), new AdamW.Settings(0.1, 0.9, 0.98, 0));
    return new TrainingLoop(
        "line",
        parameters,
        List.of(adam),
        new TrainingLoop.Settings(
            own, 10, Schedule.cosine(0.1, 0), 3, Autocast.Mode.FP32, 2, 4));
  }

  private static float[] numbers(SplittableRandom random) {
    return new float[] {random.nextInt(5), random.nextInt(5), random.nextInt(5)};
  }
}
