package flamingo.tensor.onednn;

import flamingo.tensor.Precision;
import flamingo.tensor.WholeWeights;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights as a precision stores them, and the products that can multiply them, the best first.
 *
 * @param numbers [outputs, inputs], INT8 where there are scales, else FLOAT
 * @param scales of whole numbers, or null
 * @param rounding what the stored type keeps of the numbers
 */
record StoredWeights(
    INDArray numbers, WeightScales scales, DataType rounding, List<ProductType> products) {

  static StoredWeights of(INDArray weight, Precision precision) {
    return switch (precision) {
      case FP32, BF16 ->
          new StoredWeights(
              weight,
              null,
              precision.activations(),
              List.of(ProductType.of(precision.activations())));
      case FP16 ->
          new StoredWeights(weight, null, DataType.FLOAT16, List.of(ProductType.ofHalves()));
      case INT8_WEIGHTS -> whole(weight, precision, ProductType::ofBytes);
      case INT4_WEIGHTS -> whole(weight, precision, ProductType::ofHalfBytes);
      case INT8 -> throw new IllegalArgumentException("x is whole numbers, too: no such product.");
    };
  }

  private static StoredWeights whole(
      INDArray weight, Precision precision, Function<DataType, ProductType> with) {
    WholeWeights whole = WholeWeights.of(weight, precision);
    WeightScales scales =
        new WeightScales(whole.scales().transpose().dup('c'), whole.run(), (int) weight.size(1));
    return new StoredWeights(
        whole.whole(),
        scales,
        DataType.FLOAT,
        List.of(with.apply(DataType.BFLOAT16), with.apply(DataType.FLOAT)));
  }

  /** The weights that these stand for, [outputs, inputs]. */
  INDArray rounded() {
    return scales == null
        ? numbers.castTo(rounding).castTo(DataType.FLOAT)
        : new WholeWeights(numbers, scales.values().transpose().dup('c'), scales.run()).rounded();
  }
}
