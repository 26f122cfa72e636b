package flamingo.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Element types of the safetensors format, little-endian, with the ND4J type of the same bits where
 * there is one.
 *
 * @see <a href="https://github.com/huggingface/safetensors">safetensors</a>
 */
public enum StoredType {
  BOOL(1, DataType.BOOL),
  U8(1, DataType.UINT8),
  I8(1, DataType.INT8),
  F8_E5M2(1, null),
  F8_E4M3(1, null),
  I16(2, DataType.INT16),
  U16(2, DataType.UINT16),
  F16(2, DataType.FLOAT16),
  BF16(2, DataType.BFLOAT16),
  I32(4, DataType.INT32),
  U32(4, DataType.UINT32),
  F32(4, DataType.FLOAT),
  I64(8, DataType.INT64),
  U64(8, DataType.UINT64),
  F64(8, DataType.DOUBLE);

  private final int bytes;
  private final DataType array;

  StoredType(int bytes, DataType array) {
    this.bytes = bytes;
    this.array = array;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** The array type of the same bits; empty where arrays have none. */
  public Optional<DataType> array() {
    return Optional.ofNullable(array);
  }

  static Optional<StoredType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  static Optional<StoredType> of(DataType array) {
    return Arrays.stream(values()).filter(type -> type.array == array).findFirst();
  }
}
