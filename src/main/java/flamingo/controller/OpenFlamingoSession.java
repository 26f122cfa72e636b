package flamingo.controller;

import flamingo.checkpoint.CheckpointException;
import flamingo.checkpoint.LanguageDraft;
import flamingo.checkpoint.OpenFlamingo;
import flamingo.image.Preprocessor;
import flamingo.model.Draft;
import flamingo.model.Flamingo;
import flamingo.model.layer.Weights;
import flamingo.tensor.engine.Engine;
import flamingo.text.PromptTemplate;
import flamingo.text.Tokenizer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A released model, or one of its layout, with its own tokenizer. */
final class OpenFlamingoSession {
  private OpenFlamingoSession() {}

  /**
   * Reads headers; the weights follow when the model is prepared for a plan.
   *
   * @param parts of which the weights are the model's folder, or the file that it was converted to
   * @param loading is told of the weights as they are read
   * @param encoding puts the user's own encoder in the place of the vision tower, if there is one
   * @throws CheckpointException if a part is missing, not sound, or of another model
   */
  static ModelSession open(
      ModelFiles parts, Engine engine, ModelLoading loading, UnaryOperator<Flamingo> encoding) {
    OpenFlamingo files = OpenFlamingo.open(parts.weights());
    try {
      Draft draft = draft(parts, files);
      return session(
          files,
          engine,
          loading,
          weights ->
              encoding.apply(
                  new Flamingo(files.config(), loading.heard(weights), engine.ops(), draft)));
    } catch (RuntimeException | OutOfMemoryError refused) {
      files.close();
      throw refused;
    }
  }

  private static ModelSession session(
      OpenFlamingo files,
      Engine engine,
      ModelLoading loading,
      Function<Weights, Flamingo> building) {
    Tokenizer tokenizer = ReleasedTokenizer.of(files);
    Flamingo flamingo = building.apply(files.weights());
    LoadedModel info =
        new LoadedModel(
            files.title(),
            true,
            loading.sha256(files.checkpoint()),
            flamingo.parameters(),
            flamingo.config().vision().imageSize(),
            flamingo.limits(),
            engine.info());
    return new ModelSession(
        info,
        flamingo,
        tokenizer,
        Preprocessor.clip(flamingo.config().vision().imageSize()),
        PromptTemplate.OPEN_FLAMINGO,
        files::close);
  }

  private static Draft draft(ModelFiles parts, OpenFlamingo files) {
    return parts.draft() == null
        ? null
        : LanguageDraft.of(parts.draft(), files.config().language().vocabulary());
  }
}
