package flamingo.verify;

import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A resampler of full size, whose weights and input follow from a formula instead of a file; the
 * formula itself is checked on the first values of some tensors.
 */
final class LargeResamplerKind implements FixtureKind {
  private final ResamplerKind resampler = new ResamplerKind("resampler-large");

  @Override
  public String name() {
    return resampler.name();
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    for (FixtureCase of : fixture.cases()) {
      if (of.settings().has("first_values")) {
        Section values = of.settings().child("first_values");
        values
            .children(Section::numbers)
            .forEach((name, first) -> compare(fixture, of, name, first, checks));
      }
    }
    resampler.run(fixture, ops, checks);
  }

  private static void compare(
      Fixture fixture, FixtureCase of, String tensor, double[] first, Checks checks) {
    INDArray expected = Nd4j.createFromArray(first);
    checks.compare(
        of,
        "first values of " + tensor,
        Tolerance.EXACT,
        () -> head(fixture.hashed(tensor), first.length),
        expected);
  }

  private static INDArray head(INDArray values, int count) {
    return values.ravel().get(NDArrayIndex.interval(0, count));
  }
}
