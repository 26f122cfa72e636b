package flamingo.tensor.onednn;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A reusable pointer to memory that something else owns: setting it allocates nothing, and keeps
 * nothing alive. Whoever hands out the place of an array's elements calls {@link
 * java.lang.ref.Reference#reachabilityFence} with the array once the call that reads them has
 * returned; else the collector may free them in its midst.
 */
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
