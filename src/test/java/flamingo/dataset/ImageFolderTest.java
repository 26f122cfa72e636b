package flamingo.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import flamingo.image.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people keep them: nested, unsorted, with files that are no images. */
class ImageFolderTest {
  private static final byte[] IMAGE = TestImages.encoded(3, 2, "png");

  @TempDir private Path folder;

  @Test
  void theFirstFolderIsTheLabel() throws DatasetException {
    images("owl.png", "birds/owl.png", "birds/night/owl.png", "cats/tom.png");
    ImageFolder opened = open(folder);
    assertThat(opened.samples())
        .extracting(Sample::id, Sample::label)
        .containsExactly(
            tuple("owl.png", null),
            tuple("birds/owl.png", "birds"),
            tuple("birds/night/owl.png", "birds"),
            tuple("cats/tom.png", "cats"));
    assertThat(opened.labels()).containsExactly("birds", "cats");
    assertThat(opened.name()).isEqualTo(folder.getFileName().toString());
    assertThat(opened.broken()).isEmpty();
  }

  @Test
  void filesComeBeforeSubfoldersBothInNaturalOrder() throws DatasetException {
    images("s10/a.png", "s2/a.png", "image10.png", "Image2.png", "image1.png");
    assertThat(ids(open(folder)))
        .containsExactly("image1.png", "Image2.png", "image10.png", "s2/a.png", "s10/a.png");
  }

  @Test
  void pixelsAreReadFromTheFile() throws Exception {
    images("a.png");
    Sample sample = open(folder).samples().get(0);
    assertThat(sample.file()).isEqualTo(folder.resolve("a.png"));
    assertThat(sample.decode().width()).isEqualTo(3);
    assertThat(sample.decode().height()).isEqualTo(2);
  }

  @Test
  void brokenFilesAreReportedAndTheOthersKept() throws DatasetException {
    images("a.png", "c.png");
    write("b.png", "no image");
    write("notes.txt", "neither");
    List<String> heard = new ArrayList<>();
    ImageFolder opened = ImageFolder.scan(folder, listener(heard), () -> false);
    assertThat(ids(opened)).containsExactly("a.png", "c.png");
    assertThat(opened.broken())
        .extracting(BrokenFile::file)
        .containsExactly(folder.resolve("b.png"), folder.resolve("notes.txt"));
    assertThat(opened.broken().get(0).reason()).contains("not a JPEG", ";").endsWith(".");
    assertThat(heard).containsExactly("+a.png", "-b.png", "+c.png", "-notes.txt");
  }

  @Test
  void hiddenFilesAndFoldersAreLeftOut() throws DatasetException {
    images("a.png", ".b.png", ".git/c.png", "d/.e.png");
    ImageFolder opened = open(folder);
    assertThat(ids(opened)).containsExactly("a.png");
    assertThat(opened.broken()).isEmpty();
  }

  @Test
  void linksAreFollowedEachFolderOnce() throws Exception {
    images("real/a.png");
    Files.createSymbolicLink(folder.resolve("real/loop"), folder);
    Files.createSymbolicLink(folder.resolve("zz"), folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("real/a.png"));
    assertThat(ids(open(folder))).containsExactly("link.png", "real/a.png");
  }

  @Test
  void aLinkToNothingIsReported() throws Exception {
    images("a.png");
    Files.createSymbolicLink(folder.resolve("b.png"), folder.resolve("gone.png"));
    assertThat(open(folder).broken())
        .singleElement()
        .extracting(BrokenFile::reason)
        .asString()
        .contains("has gone");
  }

  @Test
  void aFolderThatMayNotBeReadIsReported() throws Exception {
    images("a.png", "locked/b.png");
    Path locked = folder.resolve("locked");
    assertThat(locked.toFile().setReadable(false)).isTrue();
    try {
      assumeFalse(Files.isReadable(locked), "this user may read every folder");
      assertThat(open(folder).broken())
          .containsExactly(
              new BrokenFile(locked, "the folder may not be read; its images are left out."));
    } finally {
      assertThat(locked.toFile().setReadable(true)).isTrue();
    }
  }

  @Test
  void whatCannotBeOpenedIsSaidInOneSentence() throws IOException {
    Path missing = folder.resolve("missing");
    assertThat(refusal(missing))
        .isEqualTo(missing + ": there is no such folder; choose another one.");
    assertThat(refusal(folder))
        .isEqualTo(
            folder
                + ": the folder holds no images; choose a folder of JPEG, PNG, GIF, BMP, WebP or"
                + " TIFF files.");
    write("notes.txt", "text");
    assertThat(refusal(folder)).contains("the only file in the folder is not an image");
    write("more.txt", "text");
    assertThat(refusal(folder)).contains("none of the 2 files in the folder is an image");
    assertThat(refusal(folder.resolve("more.txt")))
        .contains("this is a file; choose the folder that it lies in.");
  }

  @Test
  void openingIsCancelledBetweenFiles() {
    images("a.png", "b.png", "c.png");
    List<String> heard = new ArrayList<>();
    assertThatThrownBy(() -> ImageFolder.scan(folder, listener(heard), () -> !heard.isEmpty()))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("cancelled");
    assertThat(heard).containsExactly("+a.png");
  }

  private void images(String... names) {
    for (String name : names) {
      TestImages.write(folder.resolve(name), IMAGE);
    }
  }

  private void write(String name, String text) {
    TestImages.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static ImageFolder open(Path folder) throws DatasetException {
    return ImageFolder.scan(folder, DatasetListener.none(), () -> false);
  }

  private static String refusal(Path folder) {
    return catchThrowableOfType(DatasetException.class, () -> open(folder)).getMessage();
  }

  private static List<String> ids(ImageFolder opened) {
    return opened.samples().stream().map(Sample::id).toList();
  }

  private static DatasetListener listener(List<String> heard) {
    return new DatasetListener() {
      @Override
      public void found(Sample sample) {
        heard.add("+" + sample.id());
      }

      @Override
      public void broken(BrokenFile file) {
        heard.add("-" + file.file().getFileName());
      }
    };
  }
}
