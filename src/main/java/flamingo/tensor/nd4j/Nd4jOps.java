package flamingo.tensor.nd4j;

import flamingo.tensor.Activation;
import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedConvolution;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.Shapes;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import flamingo.tensor.WholeWeights;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The reference: each operation as its formula reads, on plain ND4J, always computing in FLOAT.
 * Slow on purpose where clarity asks for it.
 */
public final class Nd4jOps implements TensorOps {
  private static final double QUICK_GELU_SLOPE = 1.702;

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public Scope scope() {
    return new Scope() {
      @Override
      public INDArray keep(INDArray array) {
        return array.dup('c');
      }

      @Override
      public void close() {
        // ND4J's garbage collection frees what is no longer referenced
      }
    };
  }

  @Override
  public INDArray create(DataType type, long... shape) {
    return Nd4j.create(type, shape);
  }

  @Override
  public PackedLinear pack(INDArray weight, INDArray bias, Precision precision) {
    Shapes.require(weight.rank() == 2, "Weight of a linear layer", "[outputs, inputs]", weight);
    Shapes.require(
        bias == null || (bias.rank() == 1 && bias.length() == weight.size(0)),
        "Bias of a linear layer",
        "[" + weight.size(0) + "]",
        bias);
    return new Nd4jLinear(
        stored(weight, precision).dup('c'), bias == null ? null : bias.dup('c'), precision);
  }

  @Override
  public void linear(INDArray x, PackedLinear weights, Epilogue epilogue, INDArray out) {
    if (!(weights instanceof Nd4jLinear linear)) {
      throw new IllegalArgumentException("Weights packed by another engine: " + weights.kernel());
    }
    Shapes.requireWidth(x, linear.inputs(), "Input of a linear layer");
    Shapes.requireWidth(out, linear.outputs(), "Output of a linear layer");
    INDArray rows = round(rows(x), linear.precision());
    INDArray product = rows.mmul(linear.weight().transpose()).dup('c'); // [rows, outputs]
    if (linear.bias() != null) {
      product.addiRowVector(linear.bias());
    }
    INDArray result = activate(product, epilogue.activation()).muli(epilogue.scale());
    if (epilogue.residual() != null) {
      result.addi(rows(epilogue.residual()));
    }
    copy(result.reshape('c', out.shape()), out);
  }

  @Override
  public void layerNorm(INDArray x, LayerNorm norm, INDArray out) {
    Shapes.requireWidth(x, norm.width(), "Input of a layer norm");
    INDArray rows = rows(x);
    INDArray centred = rows.subColumnVector(rows.mean(1));
    INDArray variance = centred.mul(centred).mean(1);
    INDArray result = centred.diviColumnVector(Transforms.sqrt(variance.addi(norm.epsilon())));
    result.muliRowVector(norm.weight());
    if (norm.bias() != null) {
      result.addiRowVector(norm.bias());
    }
    copy(result.reshape('c', out.shape()), out);
  }

  @Override
  public INDArray attention(
      INDArray q, INDArray k, INDArray v, AttentionSpec spec, List<Span> spans) {
    spec.check(q, k, v, spans);
    INDArray allQueries = q.dup('c'); // ND4J's get() is wrong on views with gaps
    INDArray allKeys = k.dup('c');
    INDArray allValues = v.dup('c');
    long headWidth = q.size(2) / spec.heads();
    INDArray out = Nd4j.zeros(DataType.FLOAT, q.shape());
    for (Span span : spans) {
      for (int head = 0; head < spec.heads(); head++) {
        INDArray weights = weights(allQueries, allKeys, spec, span, head); // [queries, keys]
        INDArray values =
            head(allValues, span.sample(), span.keyFrom(), span.keyTo(), head, headWidth);
        out.get(
                NDArrayIndex.point(span.sample()),
                NDArrayIndex.interval(span.queryFrom(), span.queryTo()),
                NDArrayIndex.interval(head * headWidth, (head + 1) * headWidth))
            .assign(weights.mmul(values));
      }
    }
    return out.castTo(q.dataType());
  }

  @Override
  public INDArray attentionWeights(INDArray q, INDArray k, AttentionSpec spec, Span span) {
    spec.check(q, k, k, List.of(span));
    INDArray allQueries = q.dup('c');
    INDArray allKeys = k.dup('c');
    INDArray[] heads = new INDArray[spec.heads()];
    for (int head = 0; head < heads.length; head++) {
      heads[head] = weights(allQueries, allKeys, spec, span, head);
    }
    return Nd4j.stack(0, heads);
  }

  /** Of one head, [queries, keys]. */
  private static INDArray weights(INDArray q, INDArray k, AttentionSpec spec, Span span, int head) {
    long headWidth = q.size(2) / spec.heads();
    INDArray queries = head(q, span.sample(), span.queryFrom(), span.queryTo(), head, headWidth);
    INDArray keys = head(k, span.sample(), span.keyFrom(), span.keyTo(), head, headWidth);
    INDArray scores = queries.mmul(keys.transpose()).dup('c').muli(spec.scale());
    return softmax(biased(scores, spec, head, span));
  }

  @Override
  public PackedConvolution packConvolution(
      INDArray filters, INDArray bias, int stride, int padding, Precision precision) {
    Shapes.requireFilters(filters, bias);
    Precision rounded = precision.ofConvolutions();
    return new Nd4jConvolution(
        round(filters, rounded).dup('c'),
        bias == null ? Nd4j.zeros(DataType.FLOAT, filters.size(0)) : bias.dup('c'),
        stride,
        padding,
        precision,
        rounded);
  }

  @Override
  public void convolution(INDArray x, PackedConvolution filters, Epilogue epilogue, INDArray out) {
    if (!(filters instanceof Nd4jConvolution packed)) {
      throw new IllegalArgumentException("Filters packed by another engine: " + filters.kernel());
    }
    Shapes.requireConvolution(x, filters, epilogue, out);
    INDArray sums = packed.apply(round(x.dup('c').castTo(DataType.FLOAT), packed.rounded()));
    INDArray result = activate(sums, epilogue.activation()).muli(epilogue.scale());
    if (epilogue.residual() != null) {
      result.addi(epilogue.residual().reshape('c', result.shape()));
    }
    copy(result.reshape('c', out.shape()), out);
  }

  @Override
  public INDArray maxPool(INDArray x) {
    Shapes.requireHalving(x);
    INDArray floats = x.castTo(DataType.FLOAT);
    INDArray pairs =
        floats.reshape(
            'c', x.size(0), x.size(1) / 2, 2, x.size(2) / 2, 2, x.size(3)); // [B, s, 2, s', 2, C]
    return pairs.max(2, 4).dup('c').castTo(x.dataType());
  }

  @Override
  public void gather(INDArray table, int[][] rows, INDArray out) {
    Shapes.requireGather(table, rows, out);
    for (int sample = 0; sample < rows.length; sample++) {
      for (int place = 0; place < rows[sample].length; place++) {
        out.get(NDArrayIndex.point(sample), NDArrayIndex.point(place), NDArrayIndex.all())
            .assign(table.getRow(rows[sample][place]));
      }
    }
  }

  @Override
  public void rotary(INDArray x, int heads, int firstPosition, float base) {
    long headWidth = x.size(2) / heads;
    for (long sample = 0; sample < x.size(0); sample++) {
      for (long place = 0; place < x.size(1); place++) {
        for (long head = 0; head < heads; head++) {
          for (long i = 0; i < headWidth / 2; i++) {
            long first = head * headWidth + i;
            long second = first + headWidth / 2;
            double angle = (firstPosition + place) * Math.pow(base, -2.0 * i / headWidth);
            double a = x.getDouble(sample, place, first);
            double b = x.getDouble(sample, place, second);
            x.putScalar(
                new long[] {sample, place, first}, a * Math.cos(angle) - b * Math.sin(angle));
            x.putScalar(
                new long[] {sample, place, second}, b * Math.cos(angle) + a * Math.sin(angle));
          }
        }
      }
    }
  }

  @Override
  public void add(INDArray x, INDArray y) {
    long[] tail = new long[] {x.length() / y.length(), y.length()};
    INDArray sum = x.dup('c').reshape('c', tail).addRowVector(y.dup('c').reshape(y.length()));
    x.assign(sum.reshape('c', x.shape()));
  }

  @Override
  public void copy(INDArray from, INDArray to) {
    if (from.length() != to.length()) {
      Shapes.require(false, "Target of a copy", Arrays.toString(from.shape()), to);
    }
    to.assign(from.castTo(to.dataType()));
  }

  private static INDArray rows(INDArray x) {
    return x.castTo(DataType.FLOAT).dup('c').reshape('c', x.length() / x.size(-1), x.size(-1));
  }

  /** Weights, [outputs, inputs], as a precision stores them. */
  private static INDArray stored(INDArray weight, Precision precision) {
    return switch (precision) {
      case FP32 -> weight;
      case BF16 -> weight.castTo(DataType.BFLOAT16).castTo(DataType.FLOAT);
      case FP16 -> weight.castTo(DataType.FLOAT16).castTo(DataType.FLOAT);
      case INT8, INT8_WEIGHTS, INT4_WEIGHTS ->
          WholeWeights.of(weight.dup('c'), precision).rounded();
    };
  }

  /** Rows of x as a precision multiplies them. */
  private static INDArray round(INDArray x, Precision precision) {
    if (precision == Precision.INT8) {
      return WholeWeights.of(x, precision).rounded();
    }
    return x.castTo(precision.activations()).castTo(DataType.FLOAT);
  }

  private static INDArray activate(INDArray x, Activation activation) {
    return switch (activation) {
      case NONE -> x;
      case GELU ->
          Nd4j.getExecutioner()
              .exec(new Erf(x.div(Math.sqrt(2)), Nd4j.createUninitialized(x.shape())))
              .addi(1)
              .muli(x)
              .muli(0.5);
      case QUICK_GELU -> Transforms.sigmoid(x.mul(QUICK_GELU_SLOPE)).muli(x);
      case RELU -> Transforms.relu(x);
    };
  }

  private static INDArray head(
      INDArray x, long sample, long from, long to, long head, long headWidth) {
    // not x.get(...): ND4J takes an offset beyond a view's own length for an empty array
    long[] shape = {to - from, headWidth};
    long[] strides = {x.stride(1), x.stride(2)};
    long offset =
        x.offset() + sample * x.stride(0) + from * x.stride(1) + head * headWidth * x.stride(2);
    return Nd4j.create(x.data(), shape, strides, offset, 'c', x.dataType())
        .castTo(DataType.FLOAT)
        .dup('c');
  }

  private static INDArray biased(INDArray scores, AttentionSpec spec, int head, Span span) {
    for (int i = 0; i < span.queries(); i++) {
      for (int j = 0; j < span.keys(); j++) {
        if (span.hides(i, j, spec.causal())) {
          scores.putScalar(i, j, -Float.MAX_VALUE);
        } else if (spec.alibiSlopes() != null) {
          double bias = (double) spec.alibiSlopes()[head] * span.distance(j);
          scores.putScalar(i, j, scores.getDouble(i, j) + bias);
        }
      }
    }
    return scores;
  }

  private static INDArray softmax(INDArray scores) {
    INDArray shifted = scores.subColumnVector(scores.max(1));
    INDArray exponentials = Transforms.exp(shifted);
    return exponentials.diviColumnVector(exponentials.sum(1));
  }
}
