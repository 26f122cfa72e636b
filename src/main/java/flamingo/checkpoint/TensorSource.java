package flamingo.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Named tensors in one file or several, open for reading. Opening reads structure only; bytes are
 * read when they are asked for, so that more can be inspected than fits into memory. Arrays outlive
 * {@link #close()}.
 */
public sealed interface TensorSource extends AutoCloseable
    permits SafetensorsFile, TorchFile, TensorFolder {

  /** The file, or the folder that holds the files. */
  Path path();

  /** Shape and type of each tensor, by name. */
  Map<String, TensorEntry> tensors();

  /**
   * A tensor of the stored shape and type, in memory of its own that can be freed by closing it.
   *
   * @throws CheckpointException if there is no such tensor, arrays have no such type, or reading
   *     fails
   */
  INDArray load(String name);

  /**
   * A large FLOAT, FLOAT16 or BFLOAT16 tensor as it lies in the file, not to be written to; empty
   * where it has to be loaded.
   *
   * @throws CheckpointException if there is no such tensor, or mapping fails
   */
  Optional<INDArray> map(String name);

  @Override
  void close();

  /** A tensor without copying where that is possible. */
  default INDArray read(String name) {
    return map(name)
        .filter(mapped -> mapped.dataType() == DataType.FLOAT)
        .orElseGet(() -> load(name));
  }
}
