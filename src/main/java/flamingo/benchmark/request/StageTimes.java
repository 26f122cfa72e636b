package flamingo.benchmark.request;

/** Milliseconds of each stage of a request. */
public record StageTimes(double encode, double prefill, double decode) {
  /** All stages together. */
  public double total() {
    return encode + prefill + decode;
  }
}
