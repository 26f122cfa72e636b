package flamingo.dataset.cifar;

import flamingo.dataset.BrokenFile;
import flamingo.dataset.DatasetException;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import flamingo.dataset.Split;
import flamingo.dataset.content.Annotation;
import flamingo.dataset.content.Captions;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Questions;
import flamingo.dataset.content.Vocabulary;
import flamingo.image.DecodedImage;
import flamingo.image.PixelLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Photographs of ten classes, 32 x 32 pixels. The test images are the official ones; the last tenth
 * of each training file is for validation.
 */
public final class Cifar10 implements ImageDataset {
  private static final int TRAINING_FILES = 5;
  private static final double TRAINING_SHARE = 0.9;

  private final List<Sample> samples;

  private Cifar10(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  /**
   * @param folder of the binary files, {@code cifar-10-batches-bin}
   * @param seed of the questions
   * @throws DatasetException if a file is missing or broken
   */
  public static Cifar10 of(Path folder, Split split, long seed) throws DatasetException {
    SplittableRandom random = split.random(seed);
    List<Sample> samples = new ArrayList<>();
    if (split == Split.TEST) {
      Path file = folder.resolve(CifarFolder.TEST_FILE);
      CifarRecords records = CifarRecords.read(file);
      add(file, records, 0, records.count(), random, samples);
      return new Cifar10(samples);
    }
    for (Path file : trainingFiles(folder)) {
      CifarRecords records = CifarRecords.read(file);
      int border = (int) (records.count() * TRAINING_SHARE);
      int from = split == Split.TRAIN ? 0 : border;
      add(file, records, from, split == Split.TRAIN ? border : records.count(), random, samples);
    }
    return new Cifar10(samples);
  }

  /** The five files of training images. */
  public static List<Path> trainingFiles(Path folder) {
    List<Path> files = new ArrayList<>();
    for (int i = 1; i <= TRAINING_FILES; i++) {
      files.add(folder.resolve("data_batch_" + i + ".bin"));
    }
    return files;
  }

  private static void add(
      Path file,
      CifarRecords records,
      int from,
      int to,
      SplittableRandom random,
      List<Sample> samples) {
    for (int record = from; record < to; record++) {
      Picture picture = Picture.photo(Vocabulary.CATEGORIES.get(records.label(record)));
      Annotation annotation =
          new Annotation(
              picture, List.of(Captions.of(picture)), List.of(Questions.any(picture, random)));
      int place = record;
      samples.add(
          new Sample(
              file.getFileName() + "/" + record,
              null,
              picture.category(),
              annotation,
              () -> image(records, place)));
    }
  }

  private static DecodedImage image(CifarRecords records, int record) {
    return DecodedImage.of(
        CifarRecords.SIDE, CifarRecords.SIDE, PixelLayout.RGB, records.rgb(record));
  }

  @Override
  public String name() {
    return "CIFAR-10";
  }

  @Override
  public List<Sample> samples() {
    return samples;
  }

  @Override
  public List<BrokenFile> broken() {
    return List.of();
  }
}
