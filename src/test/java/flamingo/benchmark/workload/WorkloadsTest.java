package flamingo.benchmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.checkpoint.MachineMemory;
import flamingo.checkpoint.MemoryNeed;
import flamingo.model.ExecutionPlan;
import flamingo.model.layer.ExactSaving;
import flamingo.tensor.Precision;
import flamingo.tensor.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resampler",
        "resampler-tokens-1",
        "resampler-tokens-256",
        "self-attention-576",
        "gated-xattn",
        "gated-xattn-256",
        "gated-xattn-2048",
        "vit-l14-1",
        "vit-l14-4",
        "of3b-encode-1",
        "of3b-prefill-0",
        "of3b-prefill-8",
        "of3b-decode-4",
        "of3b-generate-8",
        "of3b-beam3-generate-4",
        "of4b-encode-1",
        "of9b-prefill-32",
        "mini-flamingo",
        "gemm-1x2048x8192",
        "gemm-1024x768x3072-bias-gelu"
      })
  void theNamesOfThePeersAreKnown(String name) {
    assertThat(Workloads.named(name))
        .hasValueSatisfying(workload -> assertThat(workload.name()).isEqualTo(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Resampler",
        "resampler-tokens-0",
        "resampler-tokens-9999",
        "vit-l14-0",
        "of3b-encode-2",
        "of3b-prefill-65",
        "of5b",
        "of3b-beam4-generate-4",
        "of3b-beam3-generate-65",
        "gemm-0x1x1",
        "gemm-99999x99999x99999",
        "gemm-1x2",
      })
  void otherNamesAndSizesAreNot(String name) {
    assertThat(Workloads.named(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"of3b", "of4b", "of9b"})
  void aReleasedModelIsTriedByItsNameAlone(String name) {
    assertThat(Workloads.named(name).orElseThrow().name()).isEqualTo(name + "-beam3-generate-4");
  }

  /** Matrices of the released files, added up by hand. */
  @ParameterizedTest
  @CsvSource({"OF3B, 2.559", "OF4B, 4.039", "OF9B, 8.131"})
  void theModelsHaveTheirReleasedSizes(OpenFlamingoSize size, double billions) {
    assertThat(size.config().parameters() / 1e9).isCloseTo(billions, within(0.005));
  }

  @Test
  void aLinearLayerCountsItsOperationsAndNamesItsKernel() {
    OpenWorkload work =
        Workloads.named("gemm-3x5x7-bias-gelu")
            .orElseThrow()
            .open(Engines.fastest(1).ops(), ExecutionPlan.DENSE.withPrecision(Precision.BF16));
    work.call().run();
    assertThat(work.flops()).isEqualTo(2 * 3 * 5 * 7);
    assertThat(work.kernel()).isNotBlank();
  }

  @Test
  void fewerLatentsTakeFewerOperations() {
    var ops = Engines.fastest(1).ops();
    Workload workload = Workloads.named("resampler-tokens-2").orElseThrow();
    OpenWorkload whole = workload.open(ops, ExecutionPlan.DENSE);
    OpenWorkload half =
        workload.open(ops, ExecutionPlan.DENSE.withVisualTokens(1).without(ExactSaving.ABSORPTION));
    half.call().run();
    assertThat(half.flops()).isLessThan(whole.flops());
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothNumbers() {
    MachineMemory machine = MachineMemory.read();
    assertThatThrownBy(
            () -> new MemoryNeed(machine.total(), 0).requireFree("of3b-encode-1", machine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("of3b-encode-1 needs [0-9.]+ GB .* [0-9.]+ GB .* are free; .*");
    new MemoryNeed(1, 0).requireFree("of3b-encode-1", new MachineMemory(1 << 30, 1 << 30));
  }
}
