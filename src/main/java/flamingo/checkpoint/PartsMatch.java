package flamingo.checkpoint;

import flamingo.model.language.LanguageConfig;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the three parts of a model belong together, told by their sizes. */
final class PartsMatch {
  private PartsMatch() {}

  /**
   * @throws CheckpointException naming both parts that differ, and what to choose instead
   */
  static void require(TrainedPart trained, LanguagePart language, ClipTower vision) {
    requireFamily(trained, language);
    requireSizes(trained, language);
    requireVocabulary(trained, language);
    int expected = trained.resampler().width();
    if (vision.config().width() != expected) {
      throw mismatch(
          vision.path(),
          "it is a CLIP of width %d, but %s was trained on one of width %d"
              .formatted(vision.config().width(), file(trained.path()), expected),
          expected == 1024
              ? "choose ViT-L/14 (openai) as open_clip saves it"
              : "choose the CLIP that it was trained with");
    }
  }

  private static void requireFamily(TrainedPart trained, LanguagePart language) {
    LanguageConfig config = language.config();
    if (!trained.layers().equals(config.kind().layers())) {
      throw mismatch(
          language.path(),
          "it is %s, but %s was trained with %s"
              .formatted(
                  article(config.kind().layers()), file(trained.path()), article(trained.layers())),
          ReleasedModel.remedy(trained));
    }
  }

  private static void requireSizes(TrainedPart trained, LanguagePart language) {
    LanguageConfig config = language.config();
    if (trained.width() != config.width()) {
      throw mismatch(
          language.path(),
          "it is a language model of width %d, but %s was trained with one of width %d"
              .formatted(config.width(), file(trained.path()), trained.width()),
          ReleasedModel.remedy(trained));
    }
    int last = config.layers() / trained.every() * trained.every() - 1;
    if (trained.lastBlock() != last) {
      throw mismatch(
          language.path(),
          "it has %d layers, but the last gated block of %s, one before every %d, stands before layer %d"
              .formatted(
                  config.layers(), file(trained.path()), trained.every(), trained.lastBlock() + 1),
          ReleasedModel.remedy(trained));
    }
  }

  private static void requireVocabulary(TrainedPart trained, LanguagePart language) {
    Set<Integer> rows = new LinkedHashSet<>();
    List.of(language.config().kind().embedding(), language.config().kind().output())
        .forEach(table -> rows.add(trained.vocabulary(table)));
    rows.remove(0);
    if (rows.size() > 1) {
      throw mismatch(
          trained.path(),
          "its embeddings know %s words, its output another number of them"
              .formatted(rows.iterator().next()),
          "download it again");
    }
    if (!rows.isEmpty() && rows.iterator().next() > language.config().vocabulary()) {
      throw mismatch(
          language.path(),
          "it knows %d words, but %s was trained with %d, which is more"
              .formatted(
                  language.config().vocabulary(), file(trained.path()), rows.iterator().next()),
          ReleasedModel.remedy(trained));
    }
  }

  private static String article(String layers) {
    return layers.startsWith("gpt_neox") ? "a GPT-NeoX" : "an MPT";
  }

  private static Path file(Path path) {
    return path.getFileName();
  }

  private static CheckpointException mismatch(Path path, String what, String remedy) {
    return new CheckpointException(CheckpointProblem.PARTS_DO_NOT_MATCH, path, what, remedy);
  }
}
