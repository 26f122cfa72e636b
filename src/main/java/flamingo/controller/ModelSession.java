package flamingo.controller;

import flamingo.image.Preprocessor;
import flamingo.model.Flamingo;
import flamingo.text.PromptTemplate;
import flamingo.text.Tokenizer;

/**
 * A loaded model with all that a request needs. For the engine's thread only.
 *
 * @param info what a front end shows of it
 * @param files closes those that weights are still read from
 */
public record ModelSession(
    LoadedModel info,
    Flamingo flamingo,
    Tokenizer tokenizer,
    Preprocessor preprocessor,
    PromptTemplate prompts,
    Runnable files)
    implements AutoCloseable {
  /** Nothing is read from files any more; what was read stays. */
  @Override
  public void close() {
    files.run();
  }
}
