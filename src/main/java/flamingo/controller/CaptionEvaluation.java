package flamingo.controller;

import flamingo.benchmark.Statistics;
import flamingo.benchmark.caption.Cider;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.Sample;
import flamingo.dataset.coco.CaptionedImage;
import flamingo.dataset.coco.CocoCaptions;
import flamingo.generate.Beams;
import flamingo.generate.DecodingRules;
import flamingo.generate.DecodingStatistics;
import flamingo.generate.TokenListener;
import flamingo.image.BrokenImageException;
import flamingo.optimization.Selection;
import flamingo.text.PromptTemplate;
import flamingo.text.Shot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Captions as OpenFlamingo was evaluated on COCO: random examples before each image, or for zero
 * shots the texts of two, and CIDEr of what the model writes.
 *
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo, section 4</a>
 */
public final class CaptionEvaluation {
  private static final int NEW_TOKENS = 20;
  private static final int TEXT_SHOTS = 2;
  private static final double PERCENT = 100;
  private static final double NANOS = 1e9;

  /** Between the seeds of neighbouring images. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Executor engineThread;
  private final BuiltInModels models;
  private final KeptCache cache;

  /**
   * What to ask.
   *
   * @param shots examples before each image
   * @param limit images at most
   * @param seed of images and examples
   */
  public record Request(
      CocoCaptions data, int shots, int limit, long seed, Beams beams, Selection selection) {
    /**
     * @throws IllegalArgumentException if there is nothing to ask, or there are fewer examples
     */
    public Request {
      if (shots < 0 || limit < 1) {
        throw new IllegalArgumentException(
            "%d images with %d examples each cannot be captioned; caption one at least, with none at least."
                .formatted(limit, shots));
      }
      int needed = Math.max(shots, TEXT_SHOTS);
      if (data.examples().size() <= needed) {
        throw new IllegalArgumentException(
            "There are %d images to choose examples from, but %d and the image itself are needed; give more images, or ask for fewer shots."
                .formatted(data.examples().size(), needed));
      }
    }
  }

  public CaptionEvaluation(Executor engineThread, BuiltInModels models, KeptCache cache) {
    this.engineThread = engineThread;
    this.models = models;
    this.cache = cache;
  }

  /**
   * @param progress told how many images of how many are done, on the engine's thread
   */
  public CompletableFuture<CaptionRun> run(Request request, BiConsumer<Integer, Integer> progress) {
    return CompletableFuture.supplyAsync(() -> runNow(request, progress), engineThread);
  }

  private CaptionRun runNow(Request request, BiConsumer<Integer, Integer> progress) {
    List<CaptionedImage> order = new ArrayList<>(request.data.tests());
    Collections.shuffle(order, new Random(request.seed));
    List<CaptionedImage> asked = order.subList(0, Math.min(request.limit, order.size()));
    try (Talk talk = new Talk(cache.prepare(models, request.selection))) {
      Run run = new Run(request, asked, talk);
      for (int index = 0; index < asked.size(); index++) {
        run.caption(index);
        progress.accept(index + 1, asked.size());
      }
      cache.keep(models, talk.model());
      return run.result();
    }
  }

  /** The images of a request, one after the other. */
  private final class Run {
    private final Request request;
    private final List<CaptionedImage> asked;
    private final Talk talk;
    private final Cider cider;
    private final DecodingRules rules;
    private final List<ScoredCaption> captions = new ArrayList<>();
    private final List<BrokenFile> broken = new ArrayList<>();
    private DecodingStatistics decoding = DecodingStatistics.NONE;
    private long nanos;

    Run(Request request, List<CaptionedImage> asked, Talk talk) {
      this.request = request;
      this.asked = asked;
      this.talk = talk;
      this.cider = new Cider(asked.stream().map(CaptionedImage::captions).toList());
      this.rules =
          DecodingRules.forText(models.session().flamingo().config().specialTokens(), NEW_TOKENS)
              .with(request.beams);
    }

    void caption(int index) {
      CaptionedImage image = asked.get(index);
      Prompt prompt;
      try {
        prompt = prompt(request, image, new Random(request.seed + SPREAD * (index + 1)));
      } catch (BrokenImageException e) {
        broken.add(new BrokenFile(image.image().file(), e.reason()));
        return;
      }
      long start = System.nanoTime();
      Talk.Written written = talk.answer(prompt.ids, prompt.pixels, rules, TokenListener.NONE);
      nanos += System.nanoTime() - start;
      prompt.pixels.close();
      decoding = decoding.plus(written.outcome().statistics());
      ModelSession session = models.session();
      String text = session.prompts().ofCaption(session.tokenizer().decode(written.tokens()));
      captions.add(new ScoredCaption(image, text, PERCENT * cider.score(text, image.captions())));
    }

    CaptionRun result() {
      if (captions.isEmpty()) {
        throw new IllegalArgumentException(
            "None of the %d images can be read; give other images.".formatted(asked.size()));
      }
      List<Double> scores = captions.stream().map(ScoredCaption::score).toList();
      return new CaptionRun(
          request.shots,
          captions,
          Statistics.meanInterval(scores),
          decoding,
          broken,
          nanos / NANOS);
    }
  }

  /**
   * @param pixels [1, T, 3, S, S]
   */
  private record Prompt(int[] ids, INDArray pixels) {}

  private Prompt prompt(Request request, CaptionedImage image, Random random)
      throws BrokenImageException {
    ModelSession session = models.session();
    boolean textOnly = request.shots == 0;
    List<CaptionedImage> examples =
        examples(request.data.examples(), image, textOnly ? TEXT_SHOTS : request.shots, random);
    List<Shot> shots =
        examples.stream()
            .map(each -> each.captions().get(random.nextInt(each.captions().size())))
            .map(caption -> new Shot(null, caption))
            .toList();
    String text = session.prompts().caption(shots);
    List<Sample> images = new ArrayList<>();
    if (!textOnly) {
      examples.forEach(each -> images.add(each.image()));
    }
    images.add(image.image());
    String shown = textOnly ? PromptTemplate.withoutShotImages(text) : text;
    return new Prompt(session.tokenizer().encode(shown), PromptPixels.of(session, images));
  }

  /** Different ones, none of which is the image itself. */
  private static List<CaptionedImage> examples(
      List<CaptionedImage> from, CaptionedImage image, int count, Random random) {
    List<CaptionedImage> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      CaptionedImage candidate = from.get(random.nextInt(from.size()));
      if (candidate != image && !chosen.contains(candidate)) {
        chosen.add(candidate);
      }
    }
    return chosen;
  }
}
