package flamingo.checkpoint;

import flamingo.model.vision.GraphTower;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An encoder of someone's own: a Deeplearning4j graph in a file that ModelSerializer wrote. */
public final class UserGraph {
  /** Tokens of an image at most: those of a map of 128 x 128. */
  private static final int MOST_TOKENS = 1 << 14;

  private UserGraph() {}

  /**
   * @param path of untrusted origin
   * @param imageSize side of the square images that the model sees, in pixels
   * @param width of the tokens that the resampler takes
   * @throws CheckpointException if it cannot be read, holds anything but a graph and its
   *     parameters, or does not make tokens of that width of such an image
   */
  public static GraphTower read(Path path, int imageSize, int width) {
    GraphTower tower = tower(path, imageSize);
    if (tower.config().width() != width) {
      throw new CheckpointException(
          CheckpointProblem.WRONG_SHAPE,
          path,
          "its tokens have width %d, but the resampler takes %d"
              .formatted(tower.config().width(), width),
          "end the graph with a layer of %d outputs, maps or channels".formatted(width));
    }
    if (tower.config().patches() > MOST_TOKENS) {
      throw new CheckpointException(
          CheckpointProblem.TOO_LARGE,
          path,
          "it makes %d tokens of an image".formatted(tower.config().patches()),
          "end the graph with pooling that leaves at most %d".formatted(MOST_TOKENS));
    }
    return tower;
  }

  private static GraphTower tower(Path path, int imageSize) {
    try (GraphArchive archive = GraphArchive.open(path);
        InputStream coefficients = archive.coefficients()) {
      GraphDescription description =
          GraphDescription.parse(path, archive.configuration(), imageSize);
      INDArray parameters = GraphParameters.read(path, coefficients, description.parameters());
      return GraphTower.of(graph(description, parameters), description.output(), imageSize);
    } catch (IOException e) {
      throw new CheckpointException(
          CheckpointProblem.UNREADABLE_FILE,
          path,
          "it cannot be read: " + e.getMessage(),
          "copy the file again",
          e);
    } catch (CheckpointException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CheckpointException(
          CheckpointProblem.MALFORMED_CONFIG,
          path,
          "its graph does not run on an image of 3 x %d x %d".formatted(imageSize, imageSize),
          "check that it takes [1, 3, %d, %d]".formatted(imageSize, imageSize),
          e);
    }
  }

  private static ComputationGraph graph(GraphDescription description, INDArray parameters) {
    description.configuration().setDataType(DataType.FLOAT);
    ComputationGraph graph = new ComputationGraph(description.configuration());
    graph.init(parameters, false);
    return graph;
  }
}
