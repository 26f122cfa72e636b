package flamingo.checkpoint;

import java.util.Map;
import java.util.Optional;

/**
 * The few Python names that a file of tensors may refer to. None of them is ever imported or
 * called: each stands for what {@link Unpickler} does in its place.
 */
sealed interface PickleGlobal {
  /** An empty ordered dict. */
  record OrderedDict() implements PickleGlobal {}

  /** A tensor from a storage, an offset, a shape and strides. */
  record RebuildTensor() implements PickleGlobal {}

  /** A parameter, which is its tensor. */
  record RebuildParameter() implements PickleGlobal {}

  /** A shape, which is its tuple. */
  record Size() implements PickleGlobal {}

  /**
   * The class of a storage.
   *
   * @param type of its elements; null where the program has no such type
   */
  record Storage(String name, StoredType type) implements PickleGlobal {}

  Map<String, PickleGlobal> NAMES =
      Map.of(
          "collections.OrderedDict", new OrderedDict(),
          "torch._utils._rebuild_tensor_v2", new RebuildTensor(),
          "torch._utils._rebuild_parameter", new RebuildParameter(),
          "torch.Size", new Size());

  Map<String, StoredType> STORAGES =
      Map.of(
          "FloatStorage", StoredType.F32,
          "DoubleStorage", StoredType.F64,
          "HalfStorage", StoredType.F16,
          "BFloat16Storage", StoredType.BF16,
          "LongStorage", StoredType.I64,
          "IntStorage", StoredType.I32,
          "ShortStorage", StoredType.I16,
          "CharStorage", StoredType.I8,
          "ByteStorage", StoredType.U8,
          "BoolStorage", StoredType.BOOL);

  /** What a Python name stands for; empty if it is refused. */
  static Optional<PickleGlobal> of(String module, String name) {
    if (module.equals("torch") && name.endsWith("Storage")) {
      return Optional.of(new Storage(name, STORAGES.get(name)));
    }
    return Optional.ofNullable(NAMES.get(module + "." + name));
  }
}
