package flamingo.tensor.onednn;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A reusable pointer to memory that something else owns: setting it allocates nothing. */
final class Address extends Pointer {
  Address at(long place) {
    address = place;
    return this;
  }

  /** Where the first element of an array lies. */
  static long of(INDArray array) {
    return array.data().address() + array.offset() * array.data().getElementSize();
  }
}
