package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Parameters as ND4J writes an array, big-endian. Memory is taken for as many numbers as the graph
 * needs, whatever the file claims.
 *
 * <pre>
 * shape     UTF storage   long length n   UTF "LONG"    n longs: rank, sizes, strides, ...
 * numbers   UTF storage   long length P   UTF "FLOAT"   P floats
 * </pre>
 */
final class GraphParameters {
  private static final int LONGEST_SHAPE = 68;
  private static final int BUFFER = 1 << 16;
  private static final String SAVE_AGAIN = "copy the file again, or save the encoder again";

  private GraphParameters() {}

  /**
   * @param parameters how many the graph has
   * @return [1, parameters]
   * @throws CheckpointException if there are more or fewer, of another type, or not finite
   */
  static INDArray read(Path path, InputStream stream, long parameters) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream, BUFFER));
    try {
      in.readUTF();
      skipShape(path, in);
      in.readUTF();
      long length = in.readLong();
      String type = in.readUTF();
      if (!"FLOAT".equals(type) && !"DOUBLE".equals(type)) {
        throw new CheckpointException(
            CheckpointProblem.UNSUPPORTED_DTYPE,
            path,
            "its parameters are of type " + quote(type),
            "save the encoder with parameters of type FLOAT");
      }
      if (length != parameters) {
        throw new CheckpointException(
            CheckpointProblem.SIZE_MISMATCH,
            path,
            "it has %d parameters, but its graph has %d".formatted(length, parameters),
            SAVE_AGAIN);
      }
      float[] values = values(path, in, (int) length, "DOUBLE".equals(type));
      return Nd4j.createFromArray(values).reshape(1, length);
    } catch (EOFException e) {
      throw new CheckpointException(
          CheckpointProblem.TRUNCATED_FILE, path, "its parameters end too early", SAVE_AGAIN, e);
    }
  }

  private static void skipShape(Path path, DataInputStream in) throws IOException {
    long length = in.readLong();
    String type = in.readUTF();
    if (length < 1 || length > LONGEST_SHAPE || !"LONG".equals(type)) {
      throw new CheckpointException(
          CheckpointProblem.MALFORMED_HEADER,
          path,
          "its parameters do not begin with a shape",
          SAVE_AGAIN);
    }
    in.readFully(new byte[(int) length * Long.BYTES]);
  }

  private static float[] values(Path path, DataInputStream in, int length, boolean doubles)
      throws IOException {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = doubles ? (float) in.readDouble() : in.readFloat();
      if (!Float.isFinite(values[i])) {
        throw new CheckpointException(
            CheckpointProblem.NOT_FINITE,
            path,
            "its parameter %d is %s".formatted(i, values[i]),
            "train the encoder again with a smaller learning rate");
      }
    }
    return values;
  }
}
