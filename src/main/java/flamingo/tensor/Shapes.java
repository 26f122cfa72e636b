package flamingo.tensor;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shape checks with messages that name both shapes. */
public final class Shapes {
  private Shapes() {}

  /**
   * @throws ShapeException naming {@code what}, the expected shape and the one given, unless {@code
   *     holds}
   */
  public static void require(boolean holds, String what, String expected, INDArray given) {
    if (!holds) {
      throw new ShapeException(
          what + " must be " + expected + ", but is " + Arrays.toString(given.shape()) + ".");
    }
  }

  /** Checks that the last dimension of {@code x} is {@code width}. */
  public static void requireWidth(INDArray x, int width, String what) {
    require(x.rank() > 0 && x.size(-1) == width, what, "[..., " + width + "]", x);
  }

  /** Checks that two arrays have as many rows, all dimensions but the last taken together. */
  public static void requireRows(INDArray x, INDArray like, String what) {
    long rows = like.length() / like.size(-1);
    require(x.length() / x.size(-1) == rows, what, rows + " rows", x);
  }

  /** Checks a table [V, D], places in it [B][L], and what their rows are copied to, [B, L, D]. */
  public static void requireGather(INDArray table, int[][] rows, INDArray out) {
    require(table.rank() == 2, "Table", "[V, D]", table);
    long[] wanted = {rows.length, rows[0].length, table.size(1)};
    require(
        Arrays.equals(out.shape(), wanted) && out.dataType() == table.dataType(),
        "Rows of a table",
        Arrays.toString(wanted) + " of its type",
        out);
    for (int[] some : rows) {
      for (int row : some) {
        if (row < 0 || row >= table.size(0)) {
          throw new ShapeException("Row " + row + " is outside 0.." + (table.size(0) - 1) + ".");
        }
      }
    }
  }

  /** Checks filters [O, C, f, f] and a bias [O], which may be null. */
  public static void requireFilters(INDArray filters, INDArray bias) {
    require(
        filters.rank() == 4 && filters.size(2) == filters.size(3),
        "Filters of a convolution",
        "[outputs, inputs, size, size]",
        filters);
    require(
        bias == null || (bias.rank() == 1 && bias.length() == filters.size(0)),
        "Bias of a convolution",
        "[" + filters.size(0) + "]",
        bias);
  }

  /** Checks input, residual and output of a convolution. */
  public static void requireConvolution(
      INDArray x, PackedConvolution filters, Epilogue epilogue, INDArray out) {
    require(
        x.rank() == 4
            && x.size(3) == filters.inputs()
            && filters.outputSize(Math.min(x.size(1), x.size(2))) > 0,
        "Input of a convolution",
        "[B, S, S, " + filters.inputs() + "]",
        x);
    long[] wanted = {
      x.size(0), filters.outputSize(x.size(1)), filters.outputSize(x.size(2)), filters.outputs()
    };
    require(
        Arrays.equals(out.shape(), wanted),
        "Output of a convolution",
        Arrays.toString(wanted),
        out);
    INDArray residual = epilogue.residual();
    require(
        residual == null || residual.equalShapes(out),
        "Residual",
        "the output's shape",
        residual == null ? out : residual);
  }

  /** Checks [B, S, S', C] with even sides. */
  public static void requireHalving(INDArray x) {
    require(
        x.rank() == 4 && x.size(1) % 2 == 0 && x.size(2) % 2 == 0,
        "Input of a pooling",
        "[B, even, even, C]",
        x);
  }
}
