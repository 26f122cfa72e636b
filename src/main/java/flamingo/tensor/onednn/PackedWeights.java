package flamingo.tensor.onednn;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights in the layout that a kernel wants. */
final class PackedWeights {
  private PackedWeights() {}

  private static boolean isOfHalfBytes(memory.desc layout) {
    return layout.get_data_type().intern() == memory.data_type.s4;
  }

  /**
   * @param numbers [outputs, inputs] dense, FLOAT; or INT8, where the layout is of whole numbers
   * @param layout of [inputs, outputs]; of 4 bits, output by output
   */
  static memory of(Library library, INDArray numbers, memory.desc layout) {
    memory packed = new memory(layout, library.cpu());
    if (isOfHalfBytes(layout)) {
      HalfBytes.write(numbers, packed);
      return packed;
    }
    long[] shape = {numbers.size(1), numbers.size(0)};
    memory.desc plain = Library.describe(numbers.dataType(), shape, new long[] {1, shape[0]});
    memory given = new memory(plain, library.cpu(), new Address().at(Address.of(numbers)));
    new reorder(given, packed).execute(library.stream(), given, packed);
    library.stream()._wait();
    Reference.reachabilityFence(numbers);
    return packed;
  }
}
