package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "1.025, 1.025",
    "1.1, 1.1",
    "0, 0",
    "-0.25, −0.25",
    "-2, −2",
    "12000, 12\u202f000",
    "0.30000000000000004, 0.3",
    "0.0005, 0.0005"
  })
  void aMarkIsToldFromTheNext(double mark, String text) {
    assertThat(new AxisNumbers().toString(mark)).isEqualTo(text);
  }
}
