package flamingo.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What a call in a PyTorch pickle comes to, without calling anything. */
final class TorchReduction {
  private static final int MOST_DIMENSIONS = 64;

  private TorchReduction() {}

  static Object of(Object callable, List<?> arguments) throws MalformedPickleException {
    if (callable instanceof PickleGlobal.OrderedDict && arguments.isEmpty()) {
      return new LinkedHashMap<>();
    }
    if (callable instanceof PickleGlobal.Size && arguments.size() == 1) {
      return arguments.get(0);
    }
    if (callable instanceof PickleGlobal.RebuildParameter
        && !arguments.isEmpty()
        && arguments.get(0) instanceof TorchTensor tensor) {
      return tensor;
    }
    if (callable instanceof PickleGlobal.RebuildTensor && arguments.size() >= 4) {
      return tensor(arguments);
    }
    throw new MalformedPickleException("a call that makes no tensor");
  }

  private static TorchTensor tensor(List<?> arguments) throws MalformedPickleException {
    if (!(arguments.get(0) instanceof TorchStorage storage)
        || !(arguments.get(1) instanceof Long offset)) {
      throw new MalformedPickleException("a tensor without a storage");
    }
    List<Long> shape = integers(arguments.get(2));
    List<Long> strides = integers(arguments.get(3));
    if (shape.size() != strides.size() || shape.size() > MOST_DIMENSIONS) {
      throw new MalformedPickleException("a tensor whose shape and strides do not meet");
    }
    return new TorchTensor(
        storage.key(), storage.type().name(), storage.type().type(), offset, shape, strides);
  }

  private static List<Long> integers(Object value) throws MalformedPickleException {
    List<Long> integers = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Long integer) {
          integers.add(integer);
        }
      }
      if (integers.size() == list.size()) {
        return List.copyOf(integers);
      }
    }
    throw new MalformedPickleException("a shape that is not made of integers");
  }
}
