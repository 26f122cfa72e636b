package flamingo.train.stage;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.Task;
import flamingo.checkpoint.SafetensorsFile;
import flamingo.controller.AccuracyController;
import flamingo.controller.AccuracyRequest;
import flamingo.controller.BuiltInModels;
import flamingo.controller.ModelFiles;
import flamingo.controller.NamedDatasets;
import flamingo.dataset.DatasetException;
import flamingo.dataset.ImageDataset;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.PreparedFlamingo;
import flamingo.model.layer.LayerObserver;
import flamingo.optimization.Selection;
import flamingo.tensor.engine.Engines;
import flamingo.text.WordTokenizer;
import flamingo.train.image.ImageBatch;
import flamingo.train.module.FlamingoModule;
import flamingo.train.module.LanguageModule;
import flamingo.train.module.MediaIndex;
import flamingo.train.module.ResamplerModule;
import flamingo.train.module.VisionTower;
import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import flamingo.train.text.Document;
import flamingo.train.text.DocumentMaker;
import flamingo.train.text.PicturePool;
import flamingo.train.text.TextBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model that training has written, as the program sees it. */
public final class WrittenModel {
  private static final int THREADS =
      Math.min(2, Runtime.getRuntime().availableProcessors());
  private static final int CHUNKS = 3;
  private static final int LONGEST = 96;
  private static final double PERCENT = 100;

  private final Path file;
  private final RunSettings settings;

  public WrittenModel(Path file, RunSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  /**
   * How far the program's scores of a document are from the trainer's, as relative L2: 16-bit weights
   * and another engine.
   */
  public double scoresApart(FlamingoConfig config, VisionTower tower, Parameters whole) {
    SplittableRandom random = new SplittableRandom(Report.SEED);
    ImageBatch images = ImageMixture.figures(CHUNKS, random);
    DocumentMaker maker = DocumentMaker.withImages(new PicturePool(images.pictures()), random);
    WordTokenizer tokenizer = WordTokenizer.mini();
    Document document = maker.questions(CHUNKS);
    TextBatch batch = TextBatch.of(List.of(document), tokenizer, LONGEST).trimmed();
    try (PointerScope scope = new PointerScope();
        AutoGradMode off = new AutoGradMode(false);
        Autocast exact = Autocast.open(Autocast.Mode.FP32)) {
      Tensor pixels = images.normalised();
      Tensor media =
          new ResamplerModule(config.resampler(), whole.under("perceiver"))
              .forward(
                  tower.tokens(pixels), config.resampler().latents(), config.resampler().depth());
      Tensor scores =
          new FlamingoModule(
                  config.language(), config.crossAttention(), whole.under("lang_encoder"))
              .forward(
                  Tensors.of(batch.ids()),
                  media,
                  MediaIndex.of(batch.ids(), tokenizer.image(), batch.images()),
                  LanguageModule.Listener.NONE);
      INDArray expected = Tensors.toArray(scores);
      INDArray seen = chosen(Tensors.toArray(pixels), batch.images()[0]);
      INDArray actual = scores(config, batch.ids(), seen);
      return actual.distance2(expected) / expected.norm2Number().doubleValue();
    }
  }

  private INDArray scores(FlamingoConfig config, int[][] ids, INDArray pixels) {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      Flamingo flamingo = new Flamingo(config, open.weights(), Engines.fastest(THREADS).ops());
      try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE)) {
        return model.forward(ids, null, pixels, LayerObserver.NONE).dup();
      }
    }
  }

  /** The images of a document in its order, [1, T, 3, S, S]. */
  private static INDArray chosen(INDArray pixels, int[] images) {
    INDArray[] parts = new INDArray[images.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = pixels.slice(images[i]).dup('c').reshape(1, 1, 3, pixels.size(2), pixels.size(3));
    }
    return Nd4j.concat(1, parts);
  }

  /** Right answers to test images of Shapes by task, as {@code evaluate} counts them. */
  public List<String> accuracies() throws DatasetException {
    AccuracyController controller =
        new AccuracyController(
            Runnable::run, new BuiltInModels(Runnable::run, THREADS, new ModelFiles(file, null, null)));
    ImageDataset shapes =
        NamedDatasets.open(NamedDatasets.SHAPES, settings.evaluated(), Report.SEED);
    List<String> rows = new ArrayList<>();
    for (Task task : Task.of(shapes)) {
      AccuracyRequest request =
          new AccuracyRequest(
              task,
              shapes,
              task.usualShots(),
              settings.evaluated(),
              Report.SEED,
              Selection.NONE);
      Accuracy accuracy = controller.evaluate(request, () -> false, done -> {}).join();
      rows.add(
          String.format(
              Locale.ROOT,
              "%s, %d shots: %.1f%% of %d",
              task.text(),
              task.usualShots(),
              PERCENT * accuracy.all().share().value(),
              accuracy.all().asked()));
    }
    return rows;
  }
}
