package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;
import static flamingo.checkpoint.CheckpointProblem.MALFORMED_HEADER;
import static flamingo.checkpoint.CheckpointProblem.OFFSET_OUT_OF_RANGE;
import static flamingo.checkpoint.CheckpointProblem.SIZE_MISMATCH;
import static flamingo.checkpoint.CheckpointProblem.UNSUPPORTED_DTYPE;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;

/** One tensor's part of a safetensors header: {@code {"dtype", "shape", "data_offsets"}}. */
final class EntryParser {
  private static final int HIGHEST_RANK = 32;
  private static final String REMEDY = "download or export the file again";

  private final Path file;
  private final BigInteger dataBytes;

  EntryParser(Path file, long dataBytes) {
    this.file = file;
    this.dataBytes = BigInteger.valueOf(dataBytes);
  }

  /**
   * @throws CheckpointException if a field is missing or of the wrong kind, the type is unknown,
   *     the bytes lie outside the data, or shape and type do not give their number
   */
  TensorEntry parse(String name, JsonNode node) {
    StoredType type = type(name, node.path("dtype"));
    BigInteger[] shape = integers(name, node.path("shape"), "shape", HIGHEST_RANK);
    BigInteger[] offsets = integers(name, node.path("data_offsets"), "data_offsets", 2);
    if (offsets.length != 2) {
      throw problem(MALFORMED_HEADER, name, "does not say where its bytes begin and end");
    }
    for (BigInteger dimension : shape) {
      if (dimension.signum() < 0) {
        throw problem(MALFORMED_HEADER, name, "has a negative dimension, " + dimension);
      }
    }
    requireRange(name, offsets[0], offsets[1]);
    requireBytes(name, type, shape, offsets[1].subtract(offsets[0]));
    long[] dimensions = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = dimension(name, shape[i]);
    }
    return new TensorEntry(
        name, type, dimensions, offsets[0].longValueExact(), offsets[1].longValueExact());
  }

  private StoredType type(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw problem(MALFORMED_HEADER, name, "has no dtype");
    }
    return StoredType.named(node.textValue())
        .orElseThrow(
            () ->
                new CheckpointException(
                    UNSUPPORTED_DTYPE,
                    file,
                    "tensor %s has the unknown dtype %s"
                        .formatted(quote(name), quote(node.textValue())),
                    "export it as F32, F16 or BF16"));
  }

  private BigInteger[] integers(String name, JsonNode node, String field, int most) {
    if (!node.isArray() || node.size() > most) {
      throw problem(
          MALFORMED_HEADER, name, "needs a list of at most " + most + " integers as " + field);
    }
    BigInteger[] values = new BigInteger[node.size()];
    for (int i = 0; i < values.length; i++) {
      if (!node.get(i).isIntegralNumber()) {
        throw problem(MALFORMED_HEADER, name, "has something else than integers in its " + field);
      }
      values[i] = node.get(i).bigIntegerValue();
    }
    return values;
  }

  private void requireRange(String name, BigInteger begin, BigInteger end) {
    if (begin.signum() < 0 || end.compareTo(begin) < 0 || end.compareTo(dataBytes) > 0) {
      throw problem(
          OFFSET_OUT_OF_RANGE,
          name,
          "claims bytes %s to %s of %d".formatted(brief(begin), brief(end), dataBytes));
    }
  }

  private void requireBytes(String name, StoredType type, BigInteger[] shape, BigInteger bytes) {
    BigInteger needed = BigInteger.valueOf(type.bytes());
    for (BigInteger dimension : shape) {
      needed = needed.multiply(dimension);
    }
    if (!needed.equals(bytes)) {
      throw problem(
          SIZE_MISMATCH,
          name,
          "needs %s bytes by shape and dtype, but has %s".formatted(brief(needed), bytes));
    }
  }

  private long dimension(String name, BigInteger dimension) {
    if (dimension.bitLength() >= Long.SIZE) {
      throw problem(MALFORMED_HEADER, name, "has the impossible dimension " + brief(dimension));
    }
    return dimension.longValueExact();
  }

  private static String brief(BigInteger number) {
    return number.bitLength() < Long.SIZE * 2 ? number.toString() : "(far too large a number)";
  }

  private CheckpointException problem(CheckpointProblem problem, String name, String what) {
    return new CheckpointException(problem, file, "tensor " + quote(name) + " " + what, REMEDY);
  }
}
