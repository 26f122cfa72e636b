package flamingo.tensor.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Kernels by what they compute, the least recently used given up first. Every kernel of the engine
 * is made through {@link #get}.
 */
final class KernelCache {
  /**
   * A kernel is some 0.3 MB of machine code, 0.7 MB at most, and takes 2 ms to make. Two plans that
   * are measured in turn use 100 to 500 of them, by the lengths of their answers, and none of these
   * is to be made twice.
   */
  private static final int MOST_KERNELS = 1024;

  private final Map<Object, Kernel> kernels = new LinkedHashMap<>(256, 0.75f, true);
  private final int most;

  KernelCache() {
    this(MOST_KERNELS);
  }

  /**
   * @param most kernels that are kept
   */
  KernelCache(int most) {
    this.most = most;
  }

  /**
   * @param key a record of everything that the kernel depends on
   */
  Kernel get(Object key, Supplier<Kernel> make) {
    Kernel kernel = kernels.get(key);
    if (kernel == null) {
      kernel = make.get();
      kernels.put(key, kernel);
      if (kernels.size() > most) {
        var eldest = kernels.entrySet().iterator();
        eldest.next().getValue().close();
        eldest.remove();
      }
    }
    return kernel;
  }

  /** Names of the kernels that are kept, as oneDNN tells them. */
  Set<String> implementations() {
    return kernels.values().stream()
        .map(Kernel::implementation)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  int size() {
    return kernels.size();
  }
}
