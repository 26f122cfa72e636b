package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.vision.GraphTower;
import flamingo.tensor.ShapeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class UserGraphTest {
  private static final int SIZE = 32;
  private static final int WIDTH = 12;

  @TempDir Path folder;

  @Test
  void mapsBecomeTokensRowByRow() throws IOException {
    ComputationGraph graph = GraphFile.maps(SIZE, WIDTH);
    GraphTower tower = read(GraphFile.of(graph));
    INDArray pixels = Nd4j.randn(DataType.FLOAT, 3, 3, SIZE, SIZE);
    INDArray maps = graph.outputSingle(pixels); // [3, D, 4, 4]
    INDArray tokens = tower.tokens(pixels);
    assertThat(tokens.shape()).containsExactly(3, 16, WIDTH);
    assertThat(tokens.getFloat(2, 4 * 1 + 3, 5)).isEqualTo(maps.getFloat(2, 5, 1, 3));
    assertThat(tower.config().patches()).isEqualTo(16);
    assertThat(tower.config().parameters()).isEqualTo(graph.numParams());
  }

  @Test
  void aVectorIsOneToken() throws IOException {
    ComputationGraph graph = GraphFile.vector(SIZE, WIDTH);
    INDArray pixels = Nd4j.randn(DataType.FLOAT, 2, 3, SIZE, SIZE);
    INDArray tokens = read(GraphFile.of(graph)).tokens(pixels);
    assertThat(tokens.shape()).containsExactly(2, 1, WIDTH);
    assertThat(tokens.reshape(2, WIDTH)).isEqualTo(graph.outputSingle(pixels));
  }

  @ParameterizedTest
  @EnumSource
  void aSequenceIsReadInItsOwnOrder(RNNFormat order) throws IOException {
    ComputationGraph graph = sequence(order);
    INDArray pixels = Nd4j.randn(DataType.FLOAT, 2, 3, SIZE, SIZE);
    INDArray output = graph.outputSingle(pixels);
    INDArray tokens = read(GraphFile.of(graph)).tokens(pixels);
    assertThat(tokens.size(2)).isEqualTo(WIDTH);
    INDArray expected = order == RNNFormat.NCW ? output.permute(0, 2, 1) : output;
    assertThat(tokens.sub(expected).norm2Number().doubleValue()).isEqualTo(0, within(1e-6));
  }

  private static ComputationGraph sequence(RNNFormat order) {
    return GraphFile.graph(
        SIZE,
        3,
        new ConvolutionLayer.Builder(8, 8).stride(8, 8).nOut(5).build(),
        new LSTM.Builder().nOut(WIDTH).dataFormat(order).build());
  }

  @Test
  void otherPixelsAreRefused() throws IOException {
    GraphTower tower = read(GraphFile.of(GraphFile.maps(SIZE, WIDTH)));
    assertThatThrownBy(() -> tower.tokens(Nd4j.zeros(DataType.FLOAT, 1, 3, 64, 64)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[B, 3, 32, 32]");
  }

  @Test
  void anotherWidthIsNamedWithTheOneThatIsNeeded() throws IOException {
    assertProblem(GraphFile.of(GraphFile.maps(SIZE, 7)), CheckpointProblem.WRONG_SHAPE, "7", "12");
  }

  @Test
  void anotherNumberOfChannelsIsRefused() throws IOException {
    GraphFile grey = GraphFile.of(GraphFile.graph(SIZE, 1, GraphFile.convolution(WIDTH)));
    assertProblem(grey, CheckpointProblem.MALFORMED_CONFIG, "3 x 32 x 32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin"})
  void javaObjectsAreNotRead(String name) throws IOException {
    byte[] serialised = {(byte) 0xac, (byte) 0xed, 0, 5};
    assertProblem(sound().with(name, serialised), CheckpointProblem.FORBIDDEN_ENTRY, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../configuration.json", "/etc/passwd", "C:/x", "a/coefficients.bin", "x.class"})
  void partsWithoutAPlaceAreRefused(String name) throws IOException {
    assertProblem(sound().with(name, new byte[1]), CheckpointProblem.FORBIDDEN_ENTRY, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.json", "coefficients.bin"})
  void missingPartsAreNamed(String name) throws IOException {
    assertProblem(sound().without(name), CheckpointProblem.NOT_AN_ARCHIVE, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.script.ScriptEngineManager",
        "org.deeplearning4j.nn.modelimport.keras.layers.core.KerasLambda"
      })
  void classesThatAreNoLayersAreNotMade(String name) throws IOException {
    String hostile =
        configuration().replace("org.deeplearning4j.nn.conf.layers.ConvolutionLayer", name);
    assertProblem(spoilt(hostile), CheckpointProblem.FORBIDDEN_GLOBAL, name);
  }

  @Test
  void aClassCannotHideBehindASecondOfTheSameName() throws IOException {
    String hostile =
        configuration()
            .replaceFirst(
                "\"@class\"", "\"@class\" : \"javax.script.ScriptEngineManager\", \"@class\"");
    assertProblem(spoilt(hostile), CheckpointProblem.MALFORMED_CONFIG, "not JSON");
  }

  @Test
  void depthDoesNotOverflowTheStack() throws IOException {
    assertProblem(spoilt("[".repeat(100_000)), CheckpointProblem.MALFORMED_CONFIG, "not JSON");
  }

  @Test
  void claimedParametersTakeNoMemory() throws IOException {
    String huge = configuration().replaceFirst("\"nout\" : 12", "\"nout\" : 2000000000");
    assertProblem(spoilt(huge), CheckpointProblem.TOO_LARGE, "parameters");
  }

  @Test
  void layersThatBlowImagesUpAreRefusedBeforeTheyRun() throws IOException {
    String huge =
        new String(
            GraphFile.of(
                    GraphFile.graph(
                        SIZE,
                        3,
                        new ConvolutionLayer.Builder(8, 8).stride(8, 8).nOut(WIDTH).build(),
                        new Upsampling2D.Builder(2).build()))
                .part("configuration.json"),
            StandardCharsets.UTF_8);
    String size = huge.replaceFirst("\"size\" : \\[ 2, 2 \\]", "\"size\" : [ 90000, 90000 ]");
    assertThat(size).isNotEqualTo(huge);
    assertProblem(spoilt(size), CheckpointProblem.TOO_LARGE, "numbers of one image");
  }

  @Test
  void fewerParametersThanTheGraphHasAreRefused() throws IOException {
    byte[] other = GraphFile.of(GraphFile.maps(SIZE, 11)).part("coefficients.bin");
    assertProblem(
        sound().with("coefficients.bin", other), CheckpointProblem.SIZE_MISMATCH, "parameters");
  }

  @Test
  void coefficientsThatEndTooEarlyAreRefused() throws IOException {
    byte[] whole = sound().part("coefficients.bin");
    for (int length : new int[] {0, 1, 40, 90, whole.length - 1}) {
      GraphFile cut = sound().with("coefficients.bin", Arrays.copyOf(whole, length));
      assertProblem(cut, CheckpointProblem.TRUNCATED_FILE, "too early");
    }
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    byte[] coefficients = sound().part("coefficients.bin");
    ByteBuffer.wrap(coefficients).putFloat(coefficients.length - 4, Float.NaN);
    assertProblem(
        sound().with("coefficients.bin", coefficients), CheckpointProblem.NOT_FINITE, "NaN");
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    Path whole = sound().write(folder.resolve("whole.zip"));
    byte[] bytes = Files.readAllBytes(whole);
    IntStream.iterate(0, length -> length < bytes.length, length -> length + bytes.length / 20)
        .forEach(
            length -> {
              Path file = folder.resolve("cut" + length + ".zip");
              try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.write(bytes, 0, length);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              assertThat(refused(file).problem()).isEqualTo(CheckpointProblem.TRUNCATED_ARCHIVE);
            });
  }

  /** XZ is one of the methods for which the program has no library. */
  @Test
  void unusualPackingIsRefused() throws IOException {
    Path file = sound().write(folder.resolve("encoder.zip"));
    byte[] bytes = Files.readAllBytes(file);
    int directory = 0;
    while (ByteBuffer.wrap(bytes).getInt(directory) != 0x504b0102) {
      directory++;
    }
    bytes[directory + 10] = 95;
    Files.write(file, bytes);
    assertThat(refused(file).problem()).isEqualTo(CheckpointProblem.FORBIDDEN_ENTRY);
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThat(refused(folder.resolve("absent.zip"))).hasMessageContaining("absent.zip");
  }

  private static GraphFile sound() throws IOException {
    return GraphFile.of(GraphFile.maps(SIZE, WIDTH));
  }

  private static String configuration() throws IOException {
    return new String(sound().part("configuration.json"), StandardCharsets.UTF_8);
  }

  private static GraphFile spoilt(String configuration) throws IOException {
    return sound().with("configuration.json", configuration.getBytes(StandardCharsets.UTF_8));
  }

  private GraphTower read(GraphFile file) throws IOException {
    return UserGraph.read(file.write(folder.resolve("encoder.zip")), SIZE, WIDTH);
  }

  private void assertProblem(GraphFile file, CheckpointProblem problem, String... words)
      throws IOException {
    CheckpointException refused = refused(file.write(folder.resolve("encoder.zip")));
    assertThat(refused.problem()).as(refused.getMessage()).isEqualTo(problem);
    assertThat(refused).hasMessageContainingAll(words);
    assertThat(refused.getMessage()).endsWith(".").doesNotContain("\n");
  }

  private static CheckpointException refused(Path file) {
    return catchThrowableOfType(CheckpointException.class, () -> UserGraph.read(file, SIZE, WIDTH));
  }
}
