package flamingo.tensor.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseShapeInfoProvider;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;
import org.nd4j.linalg.api.shape.options.ArrayType;

/**
 * ND4J's descriptions of shapes, those used lately kept. ND4J's own provider keeps the first
 * thousand and makes every other one anew for each array, which takes longer than a small operation
 * does; sequences that grow token by token have soon gone through a thousand.
 */
public final class ShapeDescriptions extends BaseShapeInfoProvider {
  private static final String PROPERTY = "shapeinfoprovider";
  private static final String GPU_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final int MOST = 20_000;

  private final Cache<LongShapeDescriptor, Pair<DataBuffer, long[]>> known =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  /** Has ND4J use this on CPUs, unless the user set another one. Call it before ND4J loads. */
  public static void configure() {
    boolean gpu = ShapeDescriptions.class.getClassLoader().getResource(GPU_BACKEND) != null;
    if (!gpu && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, ShapeDescriptions.class.getName());
    }
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape,
      long[] stride,
      long elementWiseStride,
      char order,
      DataType type,
      boolean empty) {
    long extras = ArrayOptionsHelper.setOptionBit(0L, type);
    return createShapeInformation(
        shape,
        stride,
        elementWiseStride,
        order,
        empty ? ArrayOptionsHelper.setOptionBit(extras, ArrayType.EMPTY) : extras);
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape, long[] stride, long elementWiseStride, char order, long extras) {
    long step = Math.max(0, elementWiseStride);
    return known.get(
        new LongShapeDescriptor(shape.clone(), stride.clone(), 0, step, order, extras),
        absent -> super.createShapeInformation(shape, stride, step, order, extras));
  }

  @Override
  public void purgeCache() {
    known.invalidateAll();
  }
}
