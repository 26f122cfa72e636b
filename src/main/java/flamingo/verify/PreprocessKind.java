package flamingo.verify;

import flamingo.image.BrokenImageException;
import flamingo.image.DecodedImage;
import flamingo.image.ImageDecoder;
import flamingo.image.Preprocessor;
import flamingo.tensor.TensorOps;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Image files to {@code pixels} [S, S, 3], after resizing, cropping and conversion to RGB, and
 * {@code tensor} [3, S, S], normalised. Where a case names a {@code decoded} copy of a lossy image,
 * resizing is checked apart from decoding, and then exactly.
 */
final class PreprocessKind implements FixtureKind {
  private static final int LARGEST = 4096;
  private static final int CHANNELS = 3;

  private final ImageDecoder decoder = ImageDecoder.asStored();

  @Override
  public String name() {
    return "preprocess";
  }

  @Override
  public boolean needsEngine() {
    return false;
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    checks.runCases(of -> outputs(fixture, of, "file"));
    for (FixtureCase of : fixture.cases()) {
      if (of.settings().has("decoded") && of.expected().containsKey("pixels")) {
        checks.compare(
            of,
            "pixels of the decoded copy",
            Tolerance.EXACT,
            () -> outputs(fixture, of, "decoded").get("pixels").get(),
            fixture.expectedOf(of, "pixels"));
      }
    }
  }

  private Outputs outputs(Fixture fixture, FixtureCase of, String file) {
    int size = of.settings().integer("image_size");
    if (size > LARGEST) {
      throw new FixtureException("An image_size of %d is beyond %d.".formatted(size, LARGEST));
    }
    Preprocessor preprocessor =
        new Preprocessor(
            size,
            floats(fixture.config().numbers("mean")),
            floats(fixture.config().numbers("std")));
    DecodedImage image = decode(fixture.resolve(of.settings().text(file)));
    return new Outputs()
        .put("pixels", () -> array(preprocessor.pixels(image), size))
        .put("tensor", () -> preprocessor.apply(image));
  }

  private DecodedImage decode(Path file) {
    try {
      return decoder.decode(file);
    } catch (BrokenImageException e) {
      throw new FixtureException(e.getMessage(), e);
    }
  }

  private static INDArray array(byte[] pixels, int size) {
    int[] values = IntStream.range(0, pixels.length).map(i -> pixels[i] & 0xFF).toArray();
    return Nd4j.createFromArray(values).reshape('c', size, size, CHANNELS);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
