package flamingo.controller;

import flamingo.checkpoint.CheckpointException;
import flamingo.checkpoint.CheckpointProblem;
import flamingo.checkpoint.FileHash;
import flamingo.checkpoint.LanguageDraft;
import flamingo.checkpoint.OpenFlamingo;
import flamingo.checkpoint.TokenizerSource;
import flamingo.image.Preprocessor;
import flamingo.model.Draft;
import flamingo.model.Flamingo;
import flamingo.model.SpecialTokens;
import flamingo.model.layer.Weights;
import flamingo.tensor.engine.Engine;
import flamingo.text.PromptTemplate;
import flamingo.text.SubwordTokenizer;
import flamingo.text.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A released model, or one of its layout, with its own tokenizer. */
final class OpenFlamingoSession {
  private static final String TOKENIZER = "EleutherAI/gpt-neox-20b on Hugging Face";

  private OpenFlamingoSession() {}

  /**
   * Reads headers; the weights follow when the model is prepared for a plan.
   *
   * @param parts of which the weights are the model's folder, or the file that it was converted to
   * @param heard tells of the weights as they are read
   * @param encoding puts the user's own encoder in the place of the vision tower, if there is one
   * @throws CheckpointException if a part is missing, not sound, or of another model
   */
  static ModelSession open(
      ModelFiles parts,
      Engine engine,
      UnaryOperator<Weights> heard,
      UnaryOperator<Flamingo> encoding) {
    OpenFlamingo files = OpenFlamingo.open(parts.weights());
    try {
      Draft draft = draft(parts, files);
      return session(
          files,
          engine,
          weights ->
              encoding.apply(
                  new Flamingo(files.config(), heard.apply(weights), engine.ops(), draft)));
    } catch (RuntimeException | OutOfMemoryError refused) {
      files.close();
      throw refused;
    }
  }

  private static ModelSession session(
      OpenFlamingo files, Engine engine, Function<Weights, Flamingo> building) {
    Tokenizer tokenizer = tokenizer(files);
    Flamingo flamingo = building.apply(files.weights());
    LoadedModel info =
        new LoadedModel(
            files.title(),
            true,
            sha256(files),
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

  private static String sha256(OpenFlamingo files) {
    try {
      return FileHash.sha256(files.checkpoint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tokenizer tokenizer(OpenFlamingo files) {
    TokenizerSource source =
        files
            .tokenizer()
            .orElseThrow(
                () ->
                    new CheckpointException(
                        CheckpointProblem.MISSING_FILE,
                        files.languagePath(),
                        "there is no tokenizer.json",
                        "put it there; the one of every OpenFlamingo is usually found as "
                            + TOKENIZER));
    try {
      Tokenizer tokenizer = source.read(SubwordTokenizer::read);
      requireSame(files, tokenizer);
      return tokenizer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tokens that were added in training must have the ids that the embeddings have rows for. */
  private static void requireSame(OpenFlamingo files, Tokenizer tokenizer) {
    int words = files.config().language().vocabulary();
    SpecialTokens special = files.config().specialTokens();
    SpecialTokens own =
        new SpecialTokens(tokenizer.endOfChunk(), tokenizer.image(), tokenizer.padding());
    if (tokenizer.size() != words || !special.equals(own)) {
      throw new CheckpointException(
          CheckpointProblem.PARTS_DO_NOT_MATCH,
          files.languagePath(),
          "its tokenizer.json has %d tokens with the three that were added, but the checkpoint was trained with %d"
              .formatted(tokenizer.size(), words),
          "choose the tokenizer that the model was trained with, usually " + TOKENIZER);
    }
  }
}
