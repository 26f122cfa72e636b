package flamingo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailReaderTest {
  private final ThumbnailReader reader = new ThumbnailReader(ImageDecoder.forPhotos());

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "tif", "bmp"})
  void reducedDecodingLooksLikeTheWhole(String format) throws Exception {
    Path file = TestImages.write(folder.resolve("ramp"), TestImages.encoded(ramp(), format));
    Thumbnail small = reader.read(file, 64);
    Thumbnail whole = ThumbnailReader.of(ImageDecoder.forPhotos().decode(file), 64);
    assertThat(small.width()).isEqualTo(64);
    assertThat(small.height()).isEqualTo(32);
    for (int i = 0; i < small.argb().length; i++) {
      assertThat(small.argb()[i] >>> 24).isEqualTo(255);
      assertThat(Math.abs((small.argb()[i] & 0xFF) - (whole.argb()[i] & 0xFF))).isLessThan(8);
    }
  }

  @Test
  void smallImagesKeepTheirSize() throws Exception {
    Path file = TestImages.write(folder.resolve("small"), TestImages.encoded(20, 10, "png"));
    Thumbnail thumbnail = reader.read(file, 64);
    assertThat(thumbnail.width()).isEqualTo(20);
    assertThat(thumbnail.argb()[1]).isEqualTo(0xFF000000 | 37 << 16 | 5 << 8 | 91);
  }

  @Test
  void thinImagesKeepAPixel() throws Exception {
    Path file = TestImages.write(folder.resolve("thin"), TestImages.encoded(1000, 2, "png"));
    Thumbnail thumbnail = reader.read(file, 64);
    assertThat(thumbnail.width()).isEqualTo(64);
    assertThat(thumbnail.height()).isEqualTo(1);
  }

  @Test
  void opacityStays() throws Exception {
    BufferedImage glass = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    Path file = TestImages.write(folder.resolve("glass"), TestImages.encoded(glass, "png"));
    assertThat(reader.read(file, 64).argb()).containsOnly(0);
  }

  private static BufferedImage ramp() {
    BufferedImage ramp = new BufferedImage(640, 320, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 320; y++) {
      for (int x = 0; x < 640; x++) {
        ramp.getRaster().setSample(x, y, 0, (x + y) / 4);
      }
    }
    return ramp;
  }
}
