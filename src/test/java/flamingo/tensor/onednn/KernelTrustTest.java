package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flamingo.tensor.KernelVerdict;
import org.bytedeco.dnnl.memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class KernelTrustTest {
  static {
    Nd4j.getExecutioner(); // loads the libraries in the order that the engine does
  }

  private final KernelTrust trust = new KernelTrust(new Library());

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 64})
  void whatTheEngineLivesOnIsTrusted(long rows) {
    assertThat(trust.trusts(MatmulTrial.linear(ProductType.of(DataType.FLOAT), rows))).isTrue();
    assertThat(trust.trusts(MatmulTrial.scores(DataType.FLOAT, rows))).isTrue();
  }

  /** oneDNN 3.11 multiplies FP32 with blocked 16-bit weights silently wrong. */
  @Test
  void wrongProductsOfMixedTypesAreCaught() {
    MatmulTrial mixed =
        MatmulTrial.linear(new ProductType(DataType.FLOAT, memory.data_type.bf16, true), 1);
    boolean trusted = trust.trusts(mixed);
    KernelVerdict verdict = trust.verdicts().get(0);
    assumeTrue(
        !Double.isNaN(verdict.relativeError()), "oneDNN has no such product on this processor");
    assertThat(trusted).isFalse();
    assertThat(verdict.relativeError()).isGreaterThan(0.1);
  }

  /** oneDNN 3.11 adds a bias that a batch of heads shares silently wrong where it uses AMX. */
  @Test
  void wrongBiasesOfBatchesAreCaught() {
    assumeTrue(Isa.name().contains("AMX"), "this processor has no AMX");
    assertThat(trust.trusts(MatmulTrial.scores(DataType.BFLOAT16, 2, 3))).isFalse();
    assertThat(trust.trusts(MatmulTrial.scores(DataType.BFLOAT16, 3))).isTrue();
  }

  /** Without VNNI, oneDNN halves the weights, so that sums of pairs do not overflow. */
  @Test
  void wholeNumbersAreTrustedOnlyWhereNoBitIsLost() {
    boolean trusted = trust.trusts(MatmulTrial.linear(ProductType.of(DataType.INT8), 7));
    assertThat(trusted).isEqualTo(Isa.name().matches(".*(VNNI|BF16|FP16|AMX|AVX10).*"));
  }

  @Test
  void aVerdictIsReachedOnce() {
    MatmulTrial trial = MatmulTrial.linear(ProductType.of(DataType.FLOAT), 5);
    trust.trusts(trial, trial);
    assertThat(trust.verdicts()).hasSize(1);
  }
}
