package flamingo.benchmark.accuracy;

import flamingo.image.Preprocessor;
import flamingo.text.PromptTemplate;
import flamingo.text.Tokenizer;

/** How a model is spoken to: pixels, prompts and words. */
public record ModelLanguage(
    Preprocessor preprocessor, PromptTemplate prompts, Tokenizer tokenizer) {

  /** As the model would write it. */
  String spelled(String text) {
    return tokenizer.decode(tokenizer.encode(text));
  }
}
