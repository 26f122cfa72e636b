package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12.345, 12.3",
    "1.005, 1.00",
    "99.96, 100",
    "0.01234, 0.0123",
    "0.0001234, 1.23e-04",
    "123.4, 123",
    "123456, 123~000",
    "-2.5, −2.50",
    "NaN, –",
    "Infinity, –"
  })
  void threeSignificantDigits(double value, String written) {
    assertThat(Numbers.significant(value)).isEqualTo(written.replace('~', '\u202f'));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0~B",
    "999, 999~B",
    "1000, 1.00~KB",
    "999700, 1.00~MB",
    "64000000, 64.0~MB",
    "1100000000, 1.10~GB"
  })
  void bytesInDecimalUnits(long bytes, String written) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(written.replace('~', '\u202f'));
  }

  @ParameterizedTest
  @CsvSource({"0.931, 93.1~%", "1, 100~%", "0, 0~%", "NaN, –"})
  void shares(double share, String written) {
    assertThat(Numbers.percent(share)).isEqualTo(written.replace('~', '\u202f'));
  }
}
