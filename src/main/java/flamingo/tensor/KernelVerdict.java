package flamingo.tensor;

/**
 * What came of checking a kernel before its first use.
 *
 * @param kernel what it computes, and the name that the library gives it
 * @param relativeError of its result on random data, as relative L2; NaN where the library has no
 *     such kernel but its slow reference
 * @param trusted whether it is used; another one is used in the place of one that is not
 */
public record KernelVerdict(String kernel, double relativeError, boolean trusted) {}
