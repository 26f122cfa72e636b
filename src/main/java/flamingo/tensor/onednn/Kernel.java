package flamingo.tensor.onednn;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.Pointer;

/**
 * A primitive with its arguments laid out once; a run only sets where their data lie. Not for use
 * by two threads at a time.
 */
final class Kernel implements AutoCloseable {
  private final primitive primitive;
  private final Library library;
  private final String implementation;
  private final memory[] memories;
  private final dnnl_exec_arg_t arguments;
  private final Address address = new Address();

  /**
   * @param ids oneDNN's number of each argument
   * @param descriptions its layout, in the same order
   */
  Kernel(
      Library library,
      primitive primitive,
      String implementation,
      int[] ids,
      memory.desc... descriptions) {
    this.library = library;
    this.primitive = primitive;
    this.implementation = implementation;
    this.memories = new memory[ids.length];
    this.arguments = new dnnl_exec_arg_t(ids.length);
    for (int i = 0; i < ids.length; i++) {
      memories[i] = new memory(descriptions[i], library.cpu(), (Pointer) null);
      arguments.position(i).arg(ids[i]).memory(memories[i].get());
    }
    arguments.position(0);
  }

  /** The kernel's name as oneDNN tells it, for instance {@code brg_matmul:avx512_core}. */
  String implementation() {
    return implementation;
  }

  /**
   * @param argument its place in the constructor's order
   */
  memory.desc layout(int argument) {
    return memories[argument].get_desc();
  }

  /**
   * @param addresses where each argument's data lie, in the constructor's order
   */
  void run(long... addresses) {
    for (int i = 0; i < addresses.length; i++) {
      dnnl.dnnl_memory_set_data_handle(memories[i].get(), address.at(addresses[i]));
    }
    int status =
        dnnl.dnnl_primitive_execute(
            primitive.get(), library.stream().get(), memories.length, arguments);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN's kernel %s failed with status %d.".formatted(implementation, status));
    }
  }

  @Override
  public void close() {
    for (memory each : memories) {
      each.close();
    }
    arguments.close();
    primitive.close();
  }
}
