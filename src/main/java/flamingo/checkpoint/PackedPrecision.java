package flamingo.checkpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a packed file stores the matrices of a model. Vectors stay FLOAT: they are few. */
public enum PackedPrecision {
  /** BF16, each number rounded to the nearest. */
  BITS_16("16-bit"),
  /** Whole numbers from -127 to 127 with a scale for each row; embedding tables BF16. */
  INT8("int8");

  private final String id;

  PackedPrecision(String id) {
    this.id = id;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  public static PackedPrecision named(String id) {
    return Arrays.stream(values())
        .filter(precision -> precision.id.equals(id.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no precision %s; choose %s."
                        .formatted(
                            CheckpointException.quote(id),
                            Arrays.stream(values())
                                .map(PackedPrecision::id)
                                .collect(Collectors.joining(" or ")))));
  }
}
