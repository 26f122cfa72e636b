package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.benchmark.request.Divergence;
import flamingo.tensor.Epilogue;
import flamingo.tensor.Floats;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HalfBytesTest {
  @ParameterizedTest
  @CsvSource({"32, 64", "96, 70", "33, 5", "333, 333"})
  void areTheBytesOfTheReference(int inputs, int outputs) {
    Library library = new Library();
    INDArray whole = Nd4j.rand(DataType.FLOAT, outputs, inputs).muli(15).subi(7.5);
    whole.addi(12_582_912).subi(12_582_912);
    memory.desc layout = ProductType.ofHalfBytes(DataType.FLOAT).layout(inputs, outputs);
    memory.desc plain =
        Library.describe(DataType.FLOAT, new long[] {inputs, outputs}, new long[] {1, inputs});
    memory given = new memory(plain, library.cpu(), new Address().at(Address.of(whole)));
    memory expected = new memory(layout, library.cpu());
    new reorder(given, expected).execute(library.stream(), given, expected);
    library.stream()._wait();
    memory actual = new memory(layout, library.cpu());

    HalfBytes.write(whole.castTo(DataType.INT8), actual);

    assertThat(bytes(actual)).isEqualTo(bytes(expected));
  }

  @ParameterizedTest
  @CsvSource({"96, 70", "256, 512", "128, 1", "33, 130", "640, 48"})
  void productsReadTheWeightsThatWereMeant(int inputs, int outputs) {
    INDArray weight = Nd4j.randn(DataType.FLOAT, outputs, inputs);
    INDArray x = Nd4j.randn(DataType.FLOAT, 5, inputs);
    float[] expected = product(new Nd4jOps(), x, weight);
    assertThat(Divergence.relativeL2(product(new OneDnnOps(), x, weight), expected))
        .isLessThan(0.01);
  }

  private static float[] product(TensorOps ops, INDArray x, INDArray weight) {
    PackedLinear packed = ops.pack(weight, null, Precision.INT4_WEIGHTS);
    INDArray out = ops.create(DataType.FLOAT, x.size(0), weight.size(0));
    ops.linear(x, packed, Epilogue.NONE, out);
    return Floats.of(out);
  }

  private static byte[] bytes(memory of) {
    byte[] bytes = new byte[(int) of.get_desc().get_size()];
    new BytePointer(of.get_data_handle()).get(bytes);
    return bytes;
  }
}
