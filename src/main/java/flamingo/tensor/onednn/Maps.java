package flamingo.tensor.onednn;

import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Type, shape and strides of an array [B, S, S', C], which oneDNN knows as [B, C, S, S']. */
record Maps(
    DataType type,
    long batch,
    long height,
    long width,
    long channels,
    long batchStride,
    long rowStride,
    long columnStride,
    long channelStride) {

  static Maps of(INDArray x) {
    return new Maps(
        x.dataType(),
        x.size(0),
        x.size(1),
        x.size(2),
        x.size(3),
        x.stride(0),
        x.stride(1),
        x.stride(2),
        x.stride(3));
  }

  /** Without gaps, channels last. */
  static Maps dense(DataType type, long batch, long height, long width, long channels) {
    return new Maps(
        type,
        batch,
        height,
        width,
        channels,
        height * width * channels,
        width * channels,
        channels,
        1);
  }

  memory.desc description() {
    return Library.describe(
        type,
        new long[] {batch, channels, height, width},
        new long[] {batchStride, channelStride, rowStride, columnStride});
  }
}
