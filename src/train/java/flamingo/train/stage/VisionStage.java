package flamingo.train.stage;

import flamingo.train.image.CifarImages;
import flamingo.train.image.ImageBatch;
import flamingo.train.image.ImageSource;
import flamingo.train.image.FigureImages;
import flamingo.train.module.ConvTower;
import flamingo.train.optimizer.AdamW;
import flamingo.train.optimizer.Muon;
import flamingo.train.optimizer.Optimizer;
import flamingo.train.optimizer.Schedule;
import flamingo.train.run.StepResult;
import flamingo.train.run.TrainingLoop;
import flamingo.train.tensor.Parameters;
import flamingo.dataset.shapes.Scenes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The vision tower learns photographs and figures, both in every batch. */
public final class VisionStage {
  private static final Muon.Settings MUON =
      new Muon.Settings(0.06, 0.85, 4, Muon.Scale.FIXED_NORM);
  private static final AdamW.Settings ADAM = new AdamW.Settings(2e-3, 0.9, 0.98, 0.05);
  private static final Schedule SCHEDULE = Schedule.trapezoid(0.02, 0.021, 0);
  private static final double FIGURES = 0.5;
  private static final int WHITENED = 256;

  private final int width;
  private final RunSettings settings;
  private final Size size;

  /**
   * How much of it.
   *
   * @param photos in a batch, if there is CIFAR-10; else these are figures, too
   * @param figures in a batch
   */
  public record Size(int steps, int photos, int figures) {
    /** Over half a million images; nine times CIFAR-10. */
    public static final Size FULL = new Size(3000, 144, 48);
  }

  public VisionStage(int width, RunSettings settings, Size size) {
    this.width = width;
    this.settings = settings;
    this.size = size;
  }

  /**
   * Trains to the end.
   *
   * @param parameters are filled, below {@code vision_encoder} and {@code heads}
   */
  public ConvTower train(Parameters parameters) throws IOException {
    ConvTower tower = new ConvTower(width, parameters.under("vision_encoder"));
    VisionHeads heads = new VisionHeads(width, parameters.under("heads"));
    ImageSource painter = new FigureImages(Scenes::any);
    ImageSource photos =
        settings.cifar() == null ? painter : CifarImages.training(settings.cifar());
    SplittableRandom random = new SplittableRandom(settings.seed());
    tower.whiten(photos.draw(WHITENED, random).and(painter.draw(WHITENED, random)).normalised());
    new TrainingLoop("vision", parameters, optimizers(parameters), loop())
        .run(r -> step(tower, heads, photos, painter, r), settings.listener());
    return tower;
  }

  private TrainingLoop.Settings loop() {
    return settings.loop(size.steps(), SCHEDULE);
  }

  private List<Optimizer> optimizers(Parameters parameters) {
    Map<String, Tensor> filters = new LinkedHashMap<>(parameters.trained());
    Map<String, Tensor> rest = new LinkedHashMap<>(filters);
    filters.values().removeIf(tensor -> tensor.dim() != 4);
    rest.keySet().removeAll(filters.keySet());
    return List.of(new Muon(filters, MUON, settings.precision()), new AdamW(rest, ADAM));
  }

  private StepResult step(
      ConvTower tower,
      VisionHeads heads,
      ImageSource photos,
      ImageSource painter,
      SplittableRandom random) {
    ImageBatch first = photos.draw(size.photos(), random);
    ImageBatch figures = painter.draw(size.figures(), random);
    Tensor tokens = tower.trainingTokens(first.and(figures).normalised());
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (settings.cifar() == null) {
      VisionHeads.Answer all = heads.ofFigures(tokens, first.and(figures));
      metrics.put("pairs", all.pairs());
      return new StepResult(all.loss(), metrics, tokens.size(0));
    }
    VisionHeads.Answer ofPhotos =
        heads.ofPhotos(tokens.narrow(0, 0, size.photos()), first.pictures());
    VisionHeads.Answer ofFigures =
        heads.ofFigures(tokens.narrow(0, size.photos(), size.figures()), figures);
    metrics.put("photos", ofPhotos.photos());
    metrics.put("pairs", ofFigures.pairs());
    Tensor loss = ofPhotos.loss().add(ofFigures.loss().mul(new Scalar(FIGURES)));
    return new StepResult(loss, metrics, tokens.size(0));
  }
}
