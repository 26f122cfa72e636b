package flamingo.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A tensor of a model and how it is made of stored ones. Nothing is read before {@link #load} or
 * {@link #map}.
 */
sealed interface ModelTensor {
  long[] shape();

  /** Type of the stored numbers. */
  StoredType type();

  /** Bytes that it takes in its files. */
  long storedBytes();

  default boolean isFloatingPoint() {
    return this instanceof Quantized || type().array().filter(DataType::isFPType).isPresent();
  }

  /**
   * A stored tensor, with the scales beside it if its rows are whole numbers; null if there is
   * none.
   */
  static ModelTensor named(TensorSource source, String name) {
    TensorEntry entry = source.tensors().get(name);
    TensorEntry scales = source.tensors().get(name + Conversion.SCALE);
    if (entry == null) {
      return null;
    }
    Stored stored = new Stored(source, entry);
    boolean scaled =
        scales != null
            && entry.type() == StoredType.I8
            && entry.shape().length == 2
            && Arrays.equals(scales.shape(), new long[] {entry.shape()[0]});
    return scaled ? new Quantized(stored, new Stored(source, scales)) : stored;
  }

  /** The tensor in memory of its own. */
  INDArray load();

  /** The tensor as it lies in its file; empty where it has to be loaded. */
  default Optional<INDArray> map() {
    return Optional.empty();
  }

  /** A stored tensor as it is. */
  record Stored(TensorSource source, TensorEntry entry) implements ModelTensor {
    @Override
    public long[] shape() {
      return entry.shape();
    }

    @Override
    public StoredType type() {
      return entry.type();
    }

    @Override
    public long storedBytes() {
      return entry.bytes();
    }

    @Override
    public INDArray load() {
      return source.load(entry.name());
    }

    @Override
    public Optional<INDArray> map() {
      return source.map(entry.name());
    }
  }

  /** The first rows of a larger table. */
  record FirstRows(ModelTensor table, long rows) implements ModelTensor {
    @Override
    public long[] shape() {
      long[] shape = table.shape();
      shape[0] = rows;
      return shape;
    }

    @Override
    public StoredType type() {
      return table.type();
    }

    @Override
    public long storedBytes() {
      return table.storedBytes();
    }

    @Override
    public INDArray load() {
      try (INDArray all = table.load()) {
        return all.get(NDArrayIndex.interval(0, rows)).dup('c');
      }
    }
  }

  /** Several one below the other. */
  record Stacked(List<ModelTensor> parts) implements ModelTensor {
    @Override
    public long[] shape() {
      long[] shape = parts.get(0).shape();
      shape[0] = parts.stream().mapToLong(part -> part.shape()[0]).sum();
      return shape;
    }

    @Override
    public StoredType type() {
      return parts.get(0).type();
    }

    @Override
    public long storedBytes() {
      return parts.stream().mapToLong(ModelTensor::storedBytes).sum();
    }

    @Override
    public INDArray load() {
      INDArray[] loaded = parts.stream().map(ModelTensor::load).toArray(INDArray[]::new);
      INDArray stacked = Nd4j.concat(0, loaded);
      List.of(loaded).forEach(INDArray::close);
      return stacked;
    }
  }

  /** A matrix with rows and columns exchanged. */
  record Transposed(ModelTensor matrix) implements ModelTensor {
    @Override
    public long[] shape() {
      long[] shape = matrix.shape();
      return new long[] {shape[1], shape[0]};
    }

    @Override
    public StoredType type() {
      return matrix.type();
    }

    @Override
    public long storedBytes() {
      return matrix.storedBytes();
    }

    @Override
    public INDArray load() {
      try (INDArray loaded = matrix.load()) {
        return loaded.transpose().dup('c');
      }
    }
  }

  /**
   * Whole numbers of 8 bits, row by row with a scale.
   *
   * @param scales [rows] FLOAT
   */
  record Quantized(ModelTensor integers, ModelTensor scales) implements ModelTensor {
    @Override
    public long[] shape() {
      return integers.shape();
    }

    @Override
    public StoredType type() {
      return integers.type();
    }

    @Override
    public long storedBytes() {
      return integers.storedBytes() + scales.storedBytes();
    }

    @Override
    public INDArray load() {
      try (INDArray whole = integers.load();
          INDArray perRow = scales.load()) {
        INDArray numbers = whole.castTo(DataType.FLOAT);
        return numbers.muliColumnVector(perRow);
      }
    }
  }

  /** The identity, for a projection that a tower does not have. */
  record Identity(int width) implements ModelTensor {
    @Override
    public long[] shape() {
      return new long[] {width, width};
    }

    @Override
    public StoredType type() {
      return StoredType.F32;
    }

    @Override
    public long storedBytes() {
      return 0;
    }

    @Override
    public INDArray load() {
      return Nd4j.eye(width);
    }
  }
}
