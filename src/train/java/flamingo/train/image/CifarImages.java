package flamingo.train.image;

import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Tensors;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * CIFAR-10 from its binary files, twice as large: by the bicubic filter, as the program resizes.
 *
 * <pre>
 * a record: 1 byte label, 3 x 32 x 32 bytes pixels
 * </pre>
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR-10</a>
 */
public final class CifarImages implements ImageSource {
  private static final int SMALL = 32;
  private static final int PLANE = SMALL * SMALL;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final int SHIFT = 4;
  private static final double BICUBIC_A = -0.5;

  private final byte[][] files;
  private final int records;
  private final boolean augmented;
  private final float[] enlarging = enlarging();

  private CifarImages(byte[][] files, boolean augmented) {
    this.files = files;
    this.records = files[0].length / RECORD;
    this.augmented = augmented;
  }

  /** The training images, shifted and mirrored at random. */
  public static CifarImages training(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      files.add(read(folder.resolve("data_batch_" + i + ".bin")));
    }
    return new CifarImages(files.toArray(byte[][]::new), true);
  }

  /** The test images as they are. */
  public static CifarImages test(Path folder) throws IOException {
    return new CifarImages(new byte[][] {read(folder.resolve("test_batch.bin"))}, false);
  }

  private static byte[] read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0 || bytes.length % RECORD != 0 || bytes.length > 10_000 * RECORD) {
      throw new IOException(
          "%s is no batch of CIFAR-10 in binary form; choose the folder cifar-10-batches-bin."
              .formatted(file));
    }
    return bytes;
  }

  @Override
  public ImageBatch draw(int count, SplittableRandom random) {
    float[] pixels = new float[count * 3 * PLANE];
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] file = files[random.nextInt(files.length)];
      int begin = random.nextInt(records) * RECORD;
      pictures.add(Picture.photo(Vocabulary.CATEGORIES.get(file[begin])));
      copy(file, begin + 1, random, pixels, i * 3 * PLANE);
    }
    Tensor large = enlarged(Tensors.of(pixels, count, 3, SMALL, SMALL));
    int[] nobody = new int[ImageBatch.PATCHES];
    Arrays.fill(nobody, ImageBatch.NOBODY);
    return new ImageBatch(
        large, pictures, Collections.nCopies(count, nobody));
  }

  /** In FP32 always: BF16 does not tell neighbouring levels apart. */
  private Tensor enlarged(Tensor small) {
    try (Autocast exact = Autocast.open(Autocast.Mode.FP32)) {
      Tensor filter = Tensors.of(enlarging, 2 * SMALL, SMALL);
      Tensor wide = bytes(torch.matmul(small, filter.t()));
      return bytes(torch.matmul(filter, wide));
    }
  }

  /** The filter overshoots at edges; rows and columns are both rounded to bytes. */
  private static Tensor bytes(Tensor x) {
    return x.round().clamp_min(new Scalar(0.0)).clamp_max(new Scalar(255.0));
  }

  private void copy(byte[] file, int from, SplittableRandom random, float[] out, int to) {
    int dx = augmented ? random.nextInt(-SHIFT, SHIFT + 1) : 0;
    int dy = augmented ? random.nextInt(-SHIFT, SHIFT + 1) : 0;
    boolean mirrored = augmented && random.nextBoolean();
    for (int i = 0; i < PLANE; i++) {
      int column = mirrored ? SMALL - 1 - i % SMALL : i % SMALL;
      int source = reflected(i / SMALL + dy) * SMALL + reflected(column + dx);
      for (int c = 0; c < 3; c++) {
        out[to + c * PLANE + i] = file[from + c * PLANE + source] & 0xFF;
      }
    }
  }

  private static int reflected(int place) {
    int positive = Math.abs(place);
    return positive < SMALL ? positive : 2 * (SMALL - 1) - positive;
  }

  /** Each row of 64 as a mixture of 32. */
  private static float[] enlarging() {
    float[] filter = new float[2 * SMALL * SMALL];
    for (int to = 0; to < 2 * SMALL; to++) {
      double centre = (to + 0.5) / 2;
      double sum = 0;
      for (int from = 0; from < SMALL; from++) {
        sum += bicubic(from + 0.5 - centre);
      }
      for (int from = 0; from < SMALL; from++) {
        filter[to * SMALL + from] = (float) (bicubic(from + 0.5 - centre) / sum);
      }
    }
    return filter;
  }

  private static double bicubic(double signed) {
    double x = Math.abs(signed);
    if (x < 1) {
      return ((BICUBIC_A + 2) * x - (BICUBIC_A + 3)) * x * x + 1;
    }
    return x < 2 ? BICUBIC_A * (((x - 5) * x + 8) * x - 4) : 0;
  }
}
