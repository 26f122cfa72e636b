package flamingo.tensor.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;

/** A kind of kernel, tried on small random data. Equal trials try the same. */
interface KernelTrial {
  /** What the kernel is called, and how far its result is from one in doubles. */
  record Outcome(String kernel, double relativeError) {}

  /** What is tried, in words. */
  String describe();

  /** Null where oneDNN has no such kernel but its slow reference. */
  Outcome run(Library library);

  /** Memory of a layout with some numbers, which are given as {@code plain} describes. */
  static memory filled(Library library, memory.desc plain, float[] values, memory.desc layout) {
    memory floats = new memory(plain, library.cpu());
    new FloatPointer(new Address().at(address(floats))).put(values);
    memory typed = new memory(layout, library.cpu());
    new reorder(floats, typed).execute(library.stream(), floats, typed);
    library.stream()._wait();
    floats.close();
    return typed;
  }

  static long address(memory of) {
    return of.get_data_handle().address();
  }
}
