package flamingo.controller;

import flamingo.checkpoint.CheckpointException;
import flamingo.checkpoint.CheckpointProblem;
import flamingo.checkpoint.OpenFlamingo;
import flamingo.checkpoint.TokenizerSource;
import flamingo.model.SpecialTokens;
import flamingo.text.SubwordTokenizer;
import flamingo.text.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The tokenizer that a released model was trained with. */
final class ReleasedTokenizer {
  private static final String TOKENIZER = "EleutherAI/gpt-neox-20b on Hugging Face";

  private ReleasedTokenizer() {}

  /**
   * @throws CheckpointException if it is missing, or another one than the model was trained with
   * @throws IllegalArgumentException if it cannot be read
   */
  static Tokenizer of(OpenFlamingo files) {
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
