package flamingo.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;
import flamingo.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tokens=16",
        "sparse=8/query",
        "depth=auto",
        "precision=bf16",
        "cache=tokens/256,tokens=4,precision=bf16",
        "tokens=8,without=last_logits/shared_prefix,with=folded_norms"
      })
  void whatIsWrittenIsRead(String text) throws PlanException {
    assertThat(Selection.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokens                      | tokens=32",
        "CACHE=KV                    | cache=kv/64",
        "precision=BF16, tokens = 8  | tokens=8,precision=bf16"
      })
  void whatIsLeftOutIsInitialAndOrderAndCaseDoNotMatter(String written, String normal)
      throws PlanException {
    assertThat(Selection.parse(written).text()).isEqualTo(normal);
    assertThat(Selection.parse(written)).isEqualTo(Selection.parse(normal));
  }

  @Test
  void thePlanIsWhatTheSettingsSay() throws PlanException {
    assertThat(Selection.NONE.plan()).isEqualTo(ExecutionPlan.DENSE);
    assertThat(Selection.parse("cache=tokens/256,tokens=16,precision=bf16").plan())
        .isEqualTo(
            ExecutionPlan.DENSE
                .withVisualTokens(16)
                .withPrecision(Precision.BF16)
                .withCache(CacheLevel.TOKENS, 256_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "without=folded_norms | without cannot be folded_norms. Choose of absorption, batched",
        "with=speed         | with cannot be speed",
        "speed=9            | no optimization speed",
        "tokens=65          | cannot be 65",
        "tokens=            | Choose one of 64, 48",
        "tokens=16/2        | takes 1 values",
        "tokens=16,tokens=8 | tokens twice",
        "tokens=16,,        | no optimization"
      })
  void whatIsWrongIsNamed(String text, String says) {
    assertThatThrownBy(() -> Selection.parse(text))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(says);
  }
}
