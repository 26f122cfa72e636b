package flamingo.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.Golden;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pixels equal to open_clip's with Pillow 11, JPEG files included: all of them, exactly. */
class PreprocessFixturesTest {
  private final ImageDecoder decoder = ImageDecoder.asStored();

  @TestFactory
  Stream<DynamicTest> everyCase() {
    return Golden.cases("preprocess", this::check);
  }

  private void check(Golden.Case fixture) {
    JsonNode json = fixture.json();
    Path folder = fixture.golden().folder();
    Preprocessor preprocessor = preprocessor(fixture);
    DecodedImage image = decode(folder.resolve(json.get("file").asText()));
    if (json.path("informative").asBoolean()) {
      assertThat(preprocessor.apply(image).shape()).containsExactly(3, size(json), size(json));
      return;
    }
    assertSame(preprocessor.pixels(image), expected(fixture, "pixels"));
    if (json.has("decoded")) {
      DecodedImage decoded = decode(folder.resolve(json.get("decoded").asText()));
      assertSame(preprocessor.pixels(decoded), expected(fixture, "pixels"));
    }
    fixture.check("tensor", preprocessor.apply(image));
  }

  private static void assertSame(byte[] actual, byte[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    long different =
        IntStream.range(0, actual.length).filter(i -> actual[i] != expected[i]).count();
    assertThat(different).as("samples that differ").isZero();
  }

  private DecodedImage decode(Path file) {
    try {
      return decoder.decode(file);
    } catch (BrokenImageException e) {
      throw new AssertionError(e);
    }
  }

  private static Preprocessor preprocessor(Golden.Case fixture) {
    JsonNode config = fixture.golden().config();
    return new Preprocessor(size(fixture.json()), floats(config, "mean"), floats(config, "std"));
  }

  private static int size(JsonNode json) {
    return json.get("image_size").asInt();
  }

  private static float[] floats(JsonNode config, String key) {
    JsonNode array = config.get(key);
    return new float[] {
      array.get(0).floatValue(), array.get(1).floatValue(), array.get(2).floatValue()
    };
  }

  private static byte[] expected(Golden.Case fixture, String output) {
    INDArray stored = fixture.golden().tensors().get("expected." + fixture.name() + "." + output);
    byte[] bytes = new byte[(int) stored.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) stored.data().getInt(i);
    }
    return bytes;
  }
}
