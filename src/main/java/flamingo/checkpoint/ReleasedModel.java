package flamingo.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/**
 * The OpenFlamingo models that were published, and where their parts are usually found.
 *
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo, table 1</a>
 */
enum ReleasedModel {
  OF_3B(
      "OpenFlamingo-3B",
      "openflamingo/OpenFlamingo-3B-vitl-mpt1b",
      "anas-awadalla/mpt-1b-redpajama-200b",
      2048,
      1,
      24),
  OF_4B(
      "OpenFlamingo-4B",
      "openflamingo/OpenFlamingo-4B-vitl-rpj3b",
      "togethercomputer/RedPajama-INCITE-Base-3B-v1",
      2560,
      2,
      32),
  OF_9B(
      "OpenFlamingo-9B",
      "openflamingo/OpenFlamingo-9B-vitl-mpt7b",
      "anas-awadalla/mpt-7b",
      4096,
      4,
      32);

  /** Where the vision tower of all of them is found. */
  static final String VISION =
      "ViT-L/14 (openai) as open_clip saves it, or the folder openai/clip-vit-large-patch14 of Hugging Face";

  private final String title;
  private final String checkpoint;
  private final String language;
  private final int width;
  private final int every;
  private final int layers;

  ReleasedModel(
      String title, String checkpoint, String language, int width, int every, int layers) {
    this.title = title;
    this.checkpoint = checkpoint;
    this.language = language;
    this.width = width;
    this.every = every;
    this.layers = layers;
  }

  String title() {
    return title;
  }

  String checkpoint() {
    return checkpoint;
  }

  String language() {
    return language;
  }

  /** The one that a trained part is of, told by its sizes; empty if none. */
  static Optional<ReleasedModel> of(TrainedPart trained) {
    return Arrays.stream(values())
        .filter(
            model ->
                model.width == trained.width()
                    && model.every == trained.every()
                    && model.layers == trained.lastBlock() + 1)
        .findFirst();
  }

  /** Which language model to choose for a trained part. */
  static String remedy(TrainedPart trained) {
    return of(trained)
        .map(
            model ->
                "choose the language model of %s, %s on Hugging Face"
                    .formatted(model.title, model.language))
        .orElse("choose the language model that it was trained with");
  }
}
