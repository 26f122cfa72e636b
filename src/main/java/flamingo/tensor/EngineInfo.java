package flamingo.tensor;

/**
 * What computes.
 *
 * @param engine library and version, for instance {@code oneDNN 3.11}
 * @param isa the instructions it uses, for instance {@code AVX-512 BF16}
 * @param threads how many threads an operation uses
 * @param note why the fast engine is not used; null where it is
 */
public record EngineInfo(String engine, String isa, int threads, String note) {}
