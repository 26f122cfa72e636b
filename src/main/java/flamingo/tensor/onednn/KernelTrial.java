package flamingo.tensor.onednn;

/** A kind of kernel, tried on small random data. Equal trials try the same. */
interface KernelTrial {
  /** What the kernel is called, and how far its result is from one in doubles. */
  record Outcome(String kernel, double relativeError) {}

  /** What is tried, in words. */
  String describe();

  /** Null where oneDNN has no such kernel but its slow reference. */
  Outcome run(Library library);
}
