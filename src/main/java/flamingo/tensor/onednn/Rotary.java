package flamingo.tensor.onednn;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.indexer.FloatRawIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rotary position embedding, in place. */
final class Rotary {
  private Rotary() {}

  static void apply(INDArray x, int heads, int firstPosition, float base) {
    int positions = (int) x.size(1);
    int half = (int) (x.size(2) / heads / 2);
    float[] cosines = new float[positions * half];
    float[] sines = new float[positions * half];
    for (int i = 0; i < half; i++) {
      double frequency = Math.pow(base, -(double) i / half);
      for (int position = 0; position < positions; position++) {
        double angle = (firstPosition + position) * frequency;
        cosines[position * half + i] = (float) Math.cos(angle);
        sines[position * half + i] = (float) Math.sin(angle);
      }
    }
    FloatRawIndexer memory =
        (FloatRawIndexer)
            FloatRawIndexer.create(new FloatPointer(x.data().addressPointer()).capacity(1L << 40));
    for (long sample = 0; sample < x.size(0); sample++) {
      for (int position = 0; position < positions; position++) {
        long row = sample * x.stride(0) + position * x.stride(1);
        for (int head = 0; head < heads; head++) {
          rotate(memory, row + 2L * head * half, half, cosines, sines, position * half);
        }
      }
    }
    Reference.reachabilityFence(x);
  }

  private static void rotate(
      FloatRawIndexer memory, long at, int half, float[] cosines, float[] sines, int angles) {
    for (int i = 0; i < half; i++) {
      float a = memory.get(at + i);
      float b = memory.get(at + half + i);
      float cosine = cosines[angles + i];
      float sine = sines[angles + i];
      memory.put(at + i, a * cosine - b * sine);
      memory.put(at + half + i, b * cosine + a * sine);
    }
  }
}
