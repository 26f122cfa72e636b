package flamingo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format and kind of sample comes out as it was put in. */
class ImageFormatsTest {
  private final ImageDecoder decoder = ImageDecoder.asStored();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tif"})
  void losslessFormatsKeepEveryPixel(String format) throws Exception {
    BufferedImage picture = TestImages.picture(23, 17, BufferedImage.TYPE_3BYTE_BGR);
    DecodedImage image = decode(TestImages.encoded(picture, format));
    assertThat(image.layout()).isEqualTo(PixelLayout.RGB);
    for (int i = 0; i < 23 * 17; i++) {
      assertThat(RgbConversion.colour(image, i))
          .isEqualTo(picture.getRGB(i % 23, i / 23) & 0xFFFFFF);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
  void contentDecidesNotTheName(String format) throws Exception {
    Path misnamed =
        TestImages.write(folder.resolve("picture.txt"), TestImages.encoded(40, 30, format));
    DecodedImage image = decoder.decode(misnamed);
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({"1, 255", "2, 255", "4, 255"})
  void fewBitsOfGreySpreadOverTheWholeRange(int depth, int white) throws Exception {
    byte[] rows = {0, (byte) 0xFF, 0, 0};
    DecodedImage image = decode(TestImages.png(3, 2, depth, 0, fit(rows, 1 + (3 * depth + 7) / 8)));
    assertThat(RgbConversion.colour(image, 0) & 0xFF).isEqualTo(white);
    assertThat(RgbConversion.colour(image, 3)).isZero();
  }

  @Test
  void sixteenBitsKeepTheirHighByteWithoutGamma() throws Exception {
    byte[] rows = {0, 0x12, 0x34, (byte) 0x80, 0, (byte) 0xFE, (byte) 0xFF};
    assertThat(decode(TestImages.png(3, 1, 16, 0, rows)).samples())
        .containsExactly(0x12, 0x80, 0xFE);
  }

  @Test
  void greyKeepsItsLevelsWithoutGamma() throws Exception {
    DecodedImage image =
        decode(TestImages.png(2, 2, 8, 4, new byte[] {0, 9, 8, 7, 6, 0, 5, 4, 3, 2}));
    assertThat(image.layout()).isEqualTo(PixelLayout.GREY_ALPHA);
    assertThat(image.samples()).containsExactly(9, 8, 7, 6, 5, 4, 3, 2);
  }

  @Test
  void opacityIsKeptApart() throws Exception {
    BufferedImage half = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    half.setRGB(0, 0, 0x50C81E0A);
    DecodedImage image = decode(TestImages.encoded(half, "png"));
    assertThat(image.layout()).isEqualTo(PixelLayout.RGB_ALPHA);
    assertThat(image.samples()).containsExactly(0xC8, 0x1E, 0x0A, 0x50);
  }

  @Test
  void webpWithoutLossWithLossAndMoving() throws Exception {
    assertThat(decode(TestImages.WEBP_LOSSLESS).samples())
        .containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 100, 150, 200, 250, 251, 252);
    byte[] lossy = decode(TestImages.WEBP_LOSSY).samples();
    assertThat(lossy[0] & 0xFF).isBetween(198, 204);
    assertThat(lossy[1] & 0xFF).isBetween(58, 64);
    assertThat(lossy[2] & 0xFF).isBetween(25, 31);
    DecodedImage moving = decode(TestImages.WEBP_ANIMATED);
    assertThat(moving.width()).isEqualTo(8);
    assertThat(RgbConversion.colour(moving, 47)).isEqualTo(0xFF0000);
  }

  @Test
  void smallFirstFrameOfAGifLiesOnItsScreen() throws Exception {
    byte[] gif = {
      'G',
      'I',
      'F',
      '8',
      '9',
      'a',
      4,
      0,
      3,
      0,
      (byte) 0x80,
      0,
      0, // screen 4 x 3, two colours
      10,
      20,
      30,
      (byte) 200,
      100,
      50,
      0x2C,
      2,
      0,
      1,
      0,
      1,
      0,
      1,
      0,
      0, // frame 1 x 1 at (2, 1)
      2,
      2,
      0x4C,
      0x01,
      0,
      0x3B
    };
    DecodedImage image = decode(gif);
    assertThat(image.width()).isEqualTo(4);
    assertThat(image.height()).isEqualTo(3);
    for (int i = 0; i < 12; i++) {
      assertThat(RgbConversion.colour(image, i)).isEqualTo(i == 6 ? 0xC86432 : 0x0A141E);
    }
  }

  @Test
  void inksOfAJpeg() throws Exception {
    WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      raster.setPixel(i % 16, i / 16, new int[] {255, 128, 0, 200});
    }
    DecodedImage image = decode(jpeg(raster));
    assertThat(image.layout()).isEqualTo(PixelLayout.CMYK);
    int colour = RgbConversion.colour(image, 0);
    assertThat(colour >> 16).isBetween(195, 205);
    assertThat(colour >> 8 & 0xFF).isBetween(95, 105);
    assertThat(colour & 0xFF).isBetween(0, 5);
  }

  private static byte[] jpeg(Raster raster) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] fit(byte[] firstRow, int rowBytes) {
    byte[] rows = new byte[2 * rowBytes];
    System.arraycopy(firstRow, 0, rows, 0, Math.min(firstRow.length, rowBytes));
    return rows;
  }

  private DecodedImage decode(byte[] bytes) throws BrokenImageException {
    return decoder.decode(TestImages.write(folder.resolve("image"), bytes));
  }
}
