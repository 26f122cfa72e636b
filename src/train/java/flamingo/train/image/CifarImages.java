package flamingo.train.image;

import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Tensors;
import flamingo.dataset.DatasetException;
import flamingo.dataset.cifar.Cifar10;
import flamingo.dataset.cifar.CifarRecords;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** CIFAR-10's images, twice as large: by the bicubic filter, as the program resizes. */
public final class CifarImages implements ImageSource {
  private static final int SMALL = CifarRecords.SIDE;
  private static final int PLANE = SMALL * SMALL;
  private static final int SHIFT = 4;
  private static final double BICUBIC_A = -0.5;

  private final List<CifarRecords> files;
  private final boolean augmented;
  private final float[] enlarging = enlarging();

  private CifarImages(List<CifarRecords> files, boolean augmented) {
    this.files = files;
    this.augmented = augmented;
  }

  /** The training images, shifted and mirrored at random. */
  public static CifarImages training(Path folder) throws IOException {
    return new CifarImages(read(Cifar10.trainingFiles(folder)), true);
  }

  /** The test images as they are. */
  public static CifarImages test(Path folder) throws IOException {
    return new CifarImages(read(List.of(folder.resolve("test_batch.bin"))), false);
  }

  private static List<CifarRecords> read(List<Path> paths) throws IOException {
    List<CifarRecords> files = new ArrayList<>();
    try {
      for (Path path : paths) {
        files.add(CifarRecords.read(path));
      }
    } catch (DatasetException unusable) {
      throw new IOException(unusable.getMessage(), unusable);
    }
    return files;
  }

  @Override
  public ImageBatch draw(int count, SplittableRandom random) {
    float[] pixels = new float[count * 3 * PLANE];
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CifarRecords file = files.get(random.nextInt(files.size()));
      int record = random.nextInt(file.count());
      pictures.add(Picture.photo(Vocabulary.CATEGORIES.get(file.label(record))));
      copy(file, record, random, pixels, i * 3 * PLANE);
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

  private void copy(
      CifarRecords file, int record, SplittableRandom random, float[] out, int to) {
    int dx = augmented ? random.nextInt(-SHIFT, SHIFT + 1) : 0;
    int dy = augmented ? random.nextInt(-SHIFT, SHIFT + 1) : 0;
    boolean mirrored = augmented && random.nextBoolean();
    for (int i = 0; i < PLANE; i++) {
      int column = mirrored ? SMALL - 1 - i % SMALL : i % SMALL;
      int fromRow = reflected(i / SMALL + dy);
      int fromColumn = reflected(column + dx);
      for (int c = 0; c < 3; c++) {
        out[to + c * PLANE + i] = file.level(record, c, fromRow, fromColumn);
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
