package flamingo.tensor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnginesTest {
  @Test
  void theFastEngineSaysWhatItRunsOn() {
    Engine engine = Engines.fastest(1);

    assertThat(engine.ops().name()).isEqualTo("onednn");
    assertThat(engine.info().engine()).matches("oneDNN \\d+\\.\\d+");
    assertThat(engine.info().isa()).matches("(SSE|AVX).*");
    assertThat(engine.info().note()).isNull();
  }

  @Test
  void withoutOneDnnTheReferenceIsUsedAndTheReasonGiven() {
    Engine engine =
        Engines.fastest(
            1,
            () -> {
              throw new UnsatisfiedLinkError("no jnidnnl in java.library.path");
            });

    assertThat(engine.ops().name()).isEqualTo("nd4j");
    assertThat(engine.info().note()).contains("no jnidnnl").contains("slower");
  }

  @Test
  void threadsBeyondTheMachineAreRefusedWithBothNumbers() {
    int processors = Engines.processors();
    assertThatThrownBy(() -> Engines.fastest(processors + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(processors + 1))
        .hasMessageContaining("1 to " + processors);
    assertThatThrownBy(() -> Engines.reference(0)).hasMessageContaining("0 threads");
  }

  @Test
  void openMpIsToldHowLongToSpin() {
    assertThat(OpenMp.configure()).isTrue();
  }
}
