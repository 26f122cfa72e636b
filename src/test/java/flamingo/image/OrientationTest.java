package flamingo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a photo's stored upper corners belong, EXIF 2.3, tag 274. */
class OrientationTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, top left, top right",
    "2, top right, top left",
    "3, bottom right, bottom left",
    "4, bottom left, bottom right",
    "5, top left, bottom left",
    "6, top right, bottom right",
    "7, bottom right, top right",
    "8, bottom left, top left",
    "0, top left, top right",
    "9, top left, top right",
  })
  void photosAreTurned(int orientation, String leftCorner, String rightCorner) throws Exception {
    DecodedImage image = ImageDecoder.forPhotos().decode(photo(orientation));
    boolean onItsSide = orientation >= 5 && orientation <= 8;
    assertThat(image.width()).isEqualTo(onItsSide ? 16 : 48);
    assertThat(image.height()).isEqualTo(onItsSide ? 48 : 16);
    assertThat(level(image, leftCorner)).isBetween(245, 255);
    assertThat(level(image, rightCorner)).isBetween(118, 138);
  }

  @Test
  void comparisonsLeavePixelsAsStored() throws Exception {
    DecodedImage image = ImageDecoder.asStored().decode(photo(6));
    assertThat(image.width()).isEqualTo(48);
    assertThat(level(image, "top left")).isGreaterThan(244);
  }

  @Test
  void pngToo() throws Exception {
    byte[] png = TestImages.encoded(4, 2, "png");
    byte[] exif = TestImages.chunk("eXIf", TestImages.exif(8));
    byte[] turned =
        ByteBuffer.allocate(png.length + exif.length)
            .put(png, 0, PngHeader.NEXT_CHUNK)
            .put(exif)
            .put(png, PngHeader.NEXT_CHUNK, png.length - PngHeader.NEXT_CHUNK)
            .array();
    Path file = TestImages.write(folder.resolve("turned.png"), turned);
    assertThat(ImageDecoder.forPhotos().decode(file).width()).isEqualTo(2);
  }

  @Test
  void damagedExifTurnsNothing() throws Exception {
    byte[] exif = Arrays.copyOf(TestImages.exif(6), 12);
    byte[] photo = TestImages.withExif(TestImages.encoded(8, 4, "jpg"), exif);
    Path file = TestImages.write(folder.resolve("photo.jpg"), photo);
    assertThat(ImageDecoder.forPhotos().decode(file).width()).isEqualTo(8);
  }

  /** 48 x 16: white in the upper left corner, grey in the upper right, else black. */
  private Path photo(int orientation) {
    BufferedImage image = new BufferedImage(48, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setSample(i % 8, i / 8, 0, 255);
      image.getRaster().setSample(40 + i % 8, i / 8, 0, 128);
    }
    byte[] jpeg = TestImages.encoded(image, "jpg");
    return TestImages.write(
        folder.resolve("photo.jpg"), TestImages.withExif(jpeg, TestImages.exif(orientation)));
  }

  private static int level(DecodedImage image, String corner) {
    int x = corner.endsWith("left") ? 3 : image.width() - 4;
    int y = corner.startsWith("top") ? 3 : image.height() - 4;
    return image.samples()[y * image.width() + x] & 0xFF;
  }
}
