package flamingo.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** Encoders as a user would save them, and their parts, to be spoilt one by one. */
public final class GraphFile {
  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  private GraphFile() {}

  /** A convolution of every eighth place. */
  public static ComputationGraph maps(int imageSize, int width) {
    return graph(imageSize, 3, convolution(width));
  }

  /** The same, averaged over all places: one vector an image. */
  public static ComputationGraph vector(int imageSize, int width) {
    return graph(imageSize, 3, convolution(width), new GlobalPoolingLayer.Builder().build());
  }

  static ConvolutionLayer convolution(int width) {
    return new ConvolutionLayer.Builder(8, 8)
        .stride(8, 8)
        .nOut(width)
        .activation(Activation.TANH)
        .build();
  }

  /** Layers one after the other. */
  static ComputationGraph graph(int imageSize, int channels, Layer... layers) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .updater(new Adam())
            .graphBuilder()
            .addInputs("pixels")
            .setInputTypes(InputType.convolutional(imageSize, imageSize, channels));
    String last = "pixels";
    for (int i = 0; i < layers.length; i++) {
      builder.addLayer("layer" + i, layers[i], last);
      last = "layer" + i;
    }
    ComputationGraph graph = new ComputationGraph(builder.setOutputs(last).build());
    graph.init();
    return graph;
  }

  static GraphFile of(ComputationGraph graph) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, bytes, true);
    GraphFile file = new GraphFile();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        file.parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return file;
  }

  byte[] part(String name) {
    return parts.get(name);
  }

  GraphFile with(String name, byte[] bytes) {
    parts.put(name, bytes);
    return this;
  }

  GraphFile without(String name) {
    parts.remove(name);
    return this;
  }

  Path write(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return file;
  }
}
