package flamingo.tensor.onednn;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.buffer.DataType;

/** The loaded library: its CPU engine, one stream, and what it says of itself. */
final class Library {
  /**
   * Primitives that oneDNN keeps by itself: enough for those that lay weights out. All others are
   * in a {@link KernelCache}, and what it gives up would stay in memory here.
   */
  private static final int KEPT_PRIMITIVES = 64;

  private final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream stream = new stream(cpu);

  Library() {
    dnnl.dnnl_set_primitive_cache_capacity(KEPT_PRIMITIVES);
  }

  engine cpu() {
    return cpu;
  }

  stream stream() {
    return stream;
  }

  static String version() {
    return dnnl.DNNL_VERSION_MAJOR + "." + dnnl.DNNL_VERSION_MINOR;
  }

  static memory.data_type type(DataType type) {
    if (type == DataType.INT8) { // an alias, which a case cannot name
      return memory.data_type.s8;
    }
    return switch (type) {
      case FLOAT -> memory.data_type.f32;
      case BFLOAT16 -> memory.data_type.bf16;
      default -> throw new IllegalArgumentException("oneDNN is not used for " + type + ".");
    };
  }

  static memory.desc describe(DataType type, long[] shape, long[] strides) {
    return new memory.desc(shape, type(type), strides);
  }

  /** Rows side by side. */
  static memory.desc dense(DataType type, long rows, long width) {
    return describe(type, new long[] {rows, width}, new long[] {width, 1});
  }

  /** Whether a product would run in a reference kernel, orders of magnitude slower than others. */
  static boolean isReference(matmul.primitive_desc product) {
    return product.impl_info_str().getString().startsWith("ref");
  }
}
