package flamingo.model.vision;

import flamingo.model.layer.Weights;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network of {@link ConvNet}, put together from Deeplearning4j's layers: what judges the other,
 * and a pattern for encoders of one's own.
 *
 * <pre>
 * B images   S image side   D width   P = (S / 8)^2
 *   pixels                       [B, 3, S, S]
 *   stem                         [B, 32, S/2, S/2]
 *   conv1, halved                [B, 64, S/4, S/4]
 *   conv2, added                 [B, 64, S/4, S/4]
 *   conv3, halved                [B, D, S/8, S/8]
 *   conv4, conv5, added          [B, D, S/8, S/8]
 *   conv6                        [B, D, S/8, S/8]
 *   tokens = conv6 + positions   [B, P, D]
 * </pre>
 */
public final class ConvNetGraph {
  private static final int CHANNELS = 3;
  private static final int STEM_FILTER = 4;
  private static final int FILTER = 3;
  private static final int HALF = 2;

  private final ConvNetConfig config;
  private final ComputationGraph graph;
  private final INDArray positions;

  /**
   * @param weights under the names of {@link ConvNet}
   */
  public ConvNetGraph(ConvNetConfig config, Weights weights) {
    this.config = config;
    this.graph = build(config);
    this.positions = weights.get("positional_embedding", config.patches(), config.width());
    int middle = ConvNetConfig.MIDDLE;
    int width = config.width();
    fill(weights, "stem", CHANNELS, ConvNetConfig.STEM, STEM_FILTER);
    fill(weights, "conv1", ConvNetConfig.STEM, middle, FILTER);
    fill(weights, "conv2", middle, middle, FILTER);
    fill(weights, "conv3", middle, width, FILTER);
    fill(weights, "conv4", width, width, FILTER);
    fill(weights, "conv5", width, width, FILTER);
    fill(weights, "conv6", width, width, FILTER);
  }

  /** All but the positions: pixels [B, 3, S, S] to maps [B, D, S/8, S/8]. */
  public ComputationGraph graph() {
    return graph;
  }

  /**
   * @param pixels [B, 3, S, S], FLOAT, normalised
   * @return [B, P, D]
   */
  public INDArray tokens(INDArray pixels) {
    INDArray maps = graph.outputSingle(pixels).permute(0, 2, 3, 1).dup('c'); // [B, S/8, S/8, D]
    INDArray tokens = maps.reshape('c', pixels.size(0), config.patches(), config.width());
    return tokens.addi(positions.reshape('c', 1, config.patches(), config.width()));
  }

  private static ComputationGraph build(ConvNetConfig config) {
    int width = config.width();
    GraphBuilder builder = new NeuralNetConfiguration.Builder().graphBuilder().addInputs("pixels");
    builder.addLayer("stem", stem(), "pixels");
    builder.addLayer("conv1", filter(ConvNetConfig.MIDDLE), "stem");
    builder.addLayer("halved1", halved(), "conv1");
    builder.addLayer("conv2", filter(ConvNetConfig.MIDDLE), "halved1");
    add(builder, "added2", "conv2", "halved1");
    builder.addLayer("conv3", filter(width), "added2");
    builder.addLayer("halved3", halved(), "conv3");
    builder.addLayer("conv4", filter(width), "halved3");
    builder.addLayer("conv5", filter(width), "conv4");
    add(builder, "added5", "conv5", "halved3");
    builder.addLayer("conv6", filter(width), "added5");
    builder.setOutputs("conv6");
    builder.setInputTypes(
        InputType.convolutional(config.imageSize(), config.imageSize(), CHANNELS));
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  private static void add(GraphBuilder builder, String name, String one, String other) {
    builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), one, other);
  }

  private static ConvolutionLayer stem() {
    return new ConvolutionLayer.Builder(STEM_FILTER, STEM_FILTER)
        .stride(HALF, HALF)
        .padding(1, 1)
        .nOut(ConvNetConfig.STEM)
        .activation(Activation.RELU)
        .build();
  }

  private static ConvolutionLayer filter(int channels) {
    return new ConvolutionLayer.Builder(FILTER, FILTER)
        .padding(1, 1)
        .nOut(channels)
        .activation(Activation.RELU)
        .build();
  }

  private static SubsamplingLayer halved() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(HALF, HALF)
        .stride(HALF, HALF)
        .build();
  }

  private void fill(Weights weights, String layer, int inputs, int outputs, int filter) {
    Weights own = weights.under(layer);
    graph.setParam(layer + "_W", own.get("weight", outputs, inputs, filter, filter));
    graph.setParam(layer + "_b", own.get("bias", outputs).reshape(1, outputs));
  }
}
