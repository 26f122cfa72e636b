package flamingo.model.vision;

import flamingo.tensor.ShapeException;
import flamingo.tensor.Shapes;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network of someone's own, made with Deeplearning4j, in the place of the shipped tower. It runs
 * in FP32 whatever the plan's precision.
 *
 * <pre>
 * B images   S image side   T tokens, as many as the network gives   D width
 *   pixels   [B, 3, S, S]                                  normalised
 *   output   [B, D, H, W], [B, D, T], [B, T, D] or [B, D]
 *   tokens   [B, T, D]
 * </pre>
 */
public final class GraphTower implements VisionTower {
  private final GraphConfig config;
  private final ComputationGraph graph;
  private final TokenOrder order;

  private GraphTower(GraphConfig config, ComputationGraph graph, TokenOrder order) {
    this.config = config;
    this.graph = graph;
    this.order = order;
  }

  /**
   * Shows the graph a black image and reads the shape of its tokens off the answer.
   *
   * @param graph of one input and one output
   * @param output what its configuration says that it puts out
   * @throws IllegalArgumentException if the answer is not tokens
   */
  public static GraphTower of(ComputationGraph graph, InputType output, int imageSize) {
    TokenOrder order = TokenOrder.of(output);
    INDArray black = Nd4j.zeros(DataType.FLOAT, 1, CHANNELS, imageSize, imageSize);
    INDArray answer = graph.outputSingle(black);
    if (answer.rank() != output.getShape(true).length || answer.size(0) != 1) {
      throw new ShapeException(
          "One image must give one answer of %d dimensions, but gave %s."
              .formatted(output.getShape(true).length, answer.shapeInfoToString()));
    }
    INDArray tokens = order.tokens(answer);
    int patches = Math.toIntExact(tokens.size(1));
    int width = Math.toIntExact(tokens.size(2));
    return new GraphTower(
        new GraphConfig(imageSize, patches, width, graph.numParams()), graph, order);
  }

  @Override
  public GraphConfig config() {
    return config;
  }

  @Override
  public String kernel() {
    return "Deeplearning4j";
  }

  @Override
  public long weightBytes() {
    return config.parameters() * Float.BYTES;
  }

  @Override
  public INDArray tokens(INDArray pixels) {
    requirePixels(pixels);
    INDArray tokens = order.tokens(graph.outputSingle(pixels));
    Shapes.require(
        tokens.size(0) == pixels.size(0)
            && tokens.size(1) == config.patches()
            && tokens.size(2) == config.width(),
        "The encoder's tokens",
        "[%d, %d, %d]".formatted(pixels.size(0), config.patches(), config.width()),
        tokens);
    return tokens;
  }
}
