package flamingo.checkpoint;

import flamingo.model.FlamingoConfig;
import flamingo.tensor.Precision;
import java.util.Locale;

/**
 * About how much memory a model takes while it answers, told from its sizes.
 *
 * @param weights bytes of the packed weights and of the embedding table, which stays FLOAT
 * @param request bytes of a request: keys and values of text and images, activations
 */
public record MemoryNeed(long weights, long request) {
  /** The program itself, without a model. */
  private static final long PROGRAM = 400_000_000;

  private static final double GIGABYTE = 1e9;

  private static final int TOKENS_A_SHOT = 21;
  private static final int NEW_TOKENS = 24;
  private static final int BEAMS = 3;

  /** Arrays of activations that are alive at once while images are read. */
  private static final int ACTIVATIONS = 8;

  /**
   * @param shots examples with an image each, before the image that is asked about
   */
  public static MemoryNeed of(FlamingoConfig config, Precision precision, int shots) {
    return new MemoryNeed(weights(config, precision), request(config, precision, shots));
  }

  public long total() {
    return PROGRAM + weights + request;
  }

  /**
   * Refuses work that would not fit into memory, before any of it is taken.
   *
   * @param what needs it
   * @throws IllegalArgumentException naming both numbers if there are not so many bytes
   */
  public void requireFree(String what, MachineMemory machine) {
    if (total() > machine.free()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s needs %.1f GB of memory (%d bytes), but %.1f GB (%d bytes) are free; choose a precision with fewer bits a weight, for instance precision=int4_weights, or close other programs.",
              what,
              total() / GIGABYTE,
              total(),
              machine.free() / GIGABYTE,
              machine.free()));
    }
  }

  private static long weights(FlamingoConfig config, Precision precision) {
    long table = (long) config.language().vocabulary() * config.language().width();
    boolean tied = config.language().kind().isTied();
    long packed = config.parameters() - (tied ? 0 : table);
    return Math.round(packed * precision.bytesPerWeight()) + table * Float.BYTES;
  }

  private static long request(FlamingoConfig config, Precision precision, int shots) {
    long bytes = precision.activations().width();
    long images = shots + 1L;
    long tokens = images * TOKENS_A_SHOT + NEW_TOKENS;
    long text = 2L * config.language().layers() * config.language().width() * tokens * BEAMS;
    long inner = (long) config.crossAttention().heads() * config.crossAttention().headWidth();
    long latents = config.resampler().latents();
    long media = 2L * config.blocks() * inner * latents * images;
    long vision = (config.vision().patches() + 1L) * config.vision().width() * images;
    long logits = (long) config.language().vocabulary() * BEAMS;
    return (text + media) * bytes + (ACTIVATIONS * vision + logits) * Float.BYTES;
  }
}
