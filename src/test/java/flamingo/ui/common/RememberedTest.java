package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {
  @TempDir Path home;

  @Test
  void whatWasPutComesBackTheNextTime() {
    Remembered first = Remembered.in(home.resolve("new"));
    first.put("theme", "DARK");
    first.put("width", 1024.0);
    first.save();

    Remembered second = Remembered.in(home.resolve("new"));
    assertThat(second.get("theme")).contains("DARK");
    assertThat(second.number("width")).contains(1024.0);
    assertThat(second.get("other")).isEmpty();
  }

  @Test
  void aSpoiltFileIsAsGoodAsNone() throws Exception {
    Files.write(
        home.resolve("window.properties"), new byte[] {'a', '=', '\\', 'u', 'z', (byte) 255});

    assertThat(Remembered.in(home).get("a")).isEmpty();
  }

  @Test
  void aNumberThatIsNoneIsNotThere() throws Exception {
    Files.writeString(home.resolve("window.properties"), "width=wide\nheight=NaN\n");

    assertThat(Remembered.in(home).number("width")).isEmpty();
    assertThat(Remembered.in(home).number("height")).isEmpty();
  }

  @Test
  void aFolderThatCannotBeMadeCostsTheMemoryOnly() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "no folder");
    Remembered remembered = Remembered.in(file.resolve("below"));
    remembered.put("theme", "DARK");

    remembered.save();

    assertThat(file).hasContent("no folder");
  }
}
