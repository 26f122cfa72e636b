package flamingo.benchmark.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Multinomial logistic regression on standardised features: it learns from four fifths of its
 * images until their other fifth gets no likelier, and keeps what was best there.
 *
 * <pre>
 * n images   D width   C classes
 *   x   [n, D]
 *   y   [n, C]   one of a row is 1
 * </pre>
 */
final class SoftmaxLayer {
  private static final double LEARNING_RATE = 1e-3;
  private static final int BATCH = 256;
  private static final int MOST_EPOCHS = 200;
  private static final int PATIENCE = 10;
  private static final int HELD_OUT_SHARE = 5;

  private final NormalizerStandardize scale = new NormalizerStandardize();
  private final MultiLayerNetwork layer;
  private int epochs;

  private SoftmaxLayer(MultiLayerNetwork layer) {
    this.layer = layer;
  }

  /**
   * @param rows [n, D]
   * @param labels of the rows, 0 to classes
   * @param seed of the order of images
   */
  static SoftmaxLayer fit(INDArray rows, int[] labels, int classes, long seed) {
    SoftmaxLayer fitted = new SoftmaxLayer(layer(rows.size(1), classes));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    int heldOut = labels.length / HELD_OUT_SHARE;
    DataSet learned = data(rows, labels, classes, order.subList(heldOut, labels.length));
    fitted.scale.fit(learned);
    fitted.scale.transform(learned);
    DataSet judge = learned;
    if (heldOut > 0) {
      judge = data(rows, labels, classes, order.subList(0, heldOut));
      fitted.scale.transform(judge);
    }
    fitted.learn(learned, judge, new Random(seed));
    return fitted;
  }

  private static MultiLayerNetwork layer(long width, int classes) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(LEARNING_RATE))
            .weightInit(WeightInit.ZERO)
            .list()
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(width)
                    .nOut(classes)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    MultiLayerNetwork layer = new MultiLayerNetwork(configuration);
    layer.init();
    return layer;
  }

  private void learn(DataSet learned, DataSet judge, Random random) {
    INDArray best = layer.params().dup();
    double least = layer.score(judge, false);
    for (int epoch = 1; epoch <= Math.min(MOST_EPOCHS, epochs + PATIENCE); epoch++) {
      learnOnce(learned, random);
      double loss = layer.score(judge, false);
      if (loss < least) {
        least = loss;
        epochs = epoch;
        best = layer.params().dup();
      }
    }
    layer.setParams(best);
  }

  private void learnOnce(DataSet learned, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < learned.numExamples(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int from = 0; from < order.size(); from += BATCH) {
      int[] batch =
          order.subList(from, Math.min(order.size(), from + BATCH)).stream()
              .mapToInt(Integer::intValue)
              .toArray();
      layer.fit(learned.getFeatures().getRows(batch), learned.getLabels().getRows(batch));
    }
  }

  private static DataSet data(INDArray rows, int[] labels, int classes, List<Integer> chosen) {
    INDArray y = Nd4j.zeros(DataType.FLOAT, chosen.size(), classes);
    for (int i = 0; i < chosen.size(); i++) {
      y.putScalar(i, labels[chosen.get(i)], 1);
    }
    return new DataSet(rows.getRows(chosen.stream().mapToInt(Integer::intValue).toArray()), y);
  }

  /** After which epoch the held-out images were likeliest. */
  int epochs() {
    return epochs;
  }

  /**
   * @param rows [n, D]
   * @return the likeliest class of each
   */
  int[] predict(INDArray rows) {
    INDArray x = rows.dup();
    scale.transform(x);
    return layer.predict(x);
  }
}
