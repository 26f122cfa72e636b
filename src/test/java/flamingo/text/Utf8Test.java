package flamingo.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {
  /** The examples of Unicode 15, tables 3-8 to 3-11. */
  @ParameterizedTest
  @CsvSource({
    "C0AFE080BFF0818241, ????????A",
    "EDA080EDBFBFEDAF41, ????????A",
    "F4919293FF4180BF42, ?????A??B",
    "E180E2F09192F1BF41, ????A",
    "E69C, ?"
  })
  void brokenBytesAreReplacedAsUnicodeRecommends(String bytes, String text) {
    assertThat(Utf8.decode(HexFormat.of().parseHex(bytes))).isEqualTo(text.replace('?', '\uFFFD'));
  }

  @Test
  void everyCharacterIsReadAndSettledWhenItIsWhole() {
    for (int point : new int[] {0x24, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF}) {
      String text = "a" + Character.toString(point);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

      assertThat(Utf8.decode(bytes)).isEqualTo(text);
      assertThat(Utf8.settled(bytes)).isEqualTo(bytes.length);
      for (int count = 2; count < bytes.length; count++) {
        assertThat(Utf8.settled(Arrays.copyOf(bytes, count))).isEqualTo(1);
      }
    }
  }
}
