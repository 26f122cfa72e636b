package flamingo.checkpoint;

import java.util.Optional;

/**
 * Which elements of a storage a tensor takes.
 *
 * @param elements how many the tensor has
 * @param end one past the highest element that it touches, counted from the storage's begin
 * @param contiguous whether they lie in row-major order without gaps
 */
record TorchView(long elements, long end, boolean contiguous) {

  /**
   * @param available elements that the storage holds
   * @return empty if the tensor reaches outside its storage, or repeats elements to become larger
   *     than it
   */
  static Optional<TorchView> of(TorchTensor tensor, long available) {
    try {
      long elements = 1;
      long last = tensor.offset();
      boolean contiguous = true;
      for (int d = tensor.shape().size() - 1; d >= 0; d--) {
        long size = tensor.shape().get(d);
        long stride = tensor.strides().get(d);
        if (size < 0 || stride < 0) {
          return Optional.empty();
        }
        contiguous &= size == 1 || stride == elements;
        last = Math.addExact(last, Math.multiplyExact(Math.max(size - 1, 0), stride));
        elements = Math.multiplyExact(elements, size);
      }
      long end = elements == 0 ? tensor.offset() : Math.addExact(last, 1);
      boolean inside = tensor.offset() >= 0 && end <= available && elements <= available;
      return inside ? Optional.of(new TorchView(elements, end, contiguous)) : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
