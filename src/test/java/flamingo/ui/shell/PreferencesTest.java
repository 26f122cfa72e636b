package flamingo.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.engine.Engines;
import flamingo.ui.common.Remembered;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
  @TempDir Path home;

  @Test
  void whatWasChosenComesBackAtTheNextStart() {
    Preferences chosen =
        new Preferences(1, 8, ThemeChoice.DARK, 150, "de", "https://mirror.example/c.tar.gz", true);
    chosen.keepIn(Remembered.in(home));

    assertThat(Preferences.of(Remembered.in(home))).isEqualTo(chosen);
  }

  @Test
  void valuesOutOfRangeBecomeTheNearestThatAreNot() throws Exception {
    Files.writeString(
        home.resolve("window.properties"),
        "threads=100000\nmemory.gigabytes=-3\nfont.percent=5\ntheme=PINK\n");

    Preferences read = Preferences.of(Remembered.in(home));

    assertThat(read.threads()).isEqualTo(Engines.processors());
    assertThat(read.memoryGigabytes()).isZero();
    assertThat(read.fontPercent()).isEqualTo(100);
    assertThat(read.theme()).isEqualTo(ThemeChoice.SYSTEM);
  }
}
