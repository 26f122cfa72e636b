package flamingo.checkpoint;

import flamingo.model.Draft;
import flamingo.model.language.LanguageConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A draft from the folder of a language model, as Hugging Face saves it. */
public final class LanguageDraft {
  private static final String REMEDY =
      "choose a small language model with the tokenizer of the model that it is to propose to";

  private LanguageDraft() {}

  /**
   * Reads headers; the weights follow when a plan asks for them.
   *
   * @param vocabulary of the model that it proposes to; rows beyond it are left out
   * @throws CheckpointException if the folder is not sound, or the model knows fewer words
   */
  public static Draft of(Path folder, int vocabulary) {
    LanguagePart part = LanguagePart.open(folder);
    LanguageConfig config = part.config();
    if (config.vocabulary() < vocabulary) {
      part.close();
      throw new CheckpointException(
          CheckpointProblem.PARTS_DO_NOT_MATCH,
          folder,
          "it knows %d words, but the model that it is to propose to knows %d"
              .formatted(config.vocabulary(), vocabulary),
          REMEDY);
    }
    Map<String, ModelTensor> tensors = new LinkedHashMap<>();
    part.source().tensors().keySet().forEach(name -> tensors.put(name, part.tensor(name)));
    for (String table : List.of(config.kind().embedding(), config.kind().output())) {
      tensors.computeIfPresent(
          table + ".weight", (name, rows) -> new ModelTensor.FirstRows(rows, vocabulary));
    }
    return new Draft.Reading(FileWeights.of(tensors), config.withVocabulary(vocabulary));
  }
}
