package flamingo.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small files as the tokenizers library writes them: one token a byte, "th", "the" and runs. */
public final class TokenizerJson {
  public static final int SIZE = 260;

  private TokenizerJson() {}

  public static Path valid(Path folder) {
    return write(folder, text());
  }

  static Path write(Path folder, String text) {
    try {
      return Files.writeString(folder.resolve("tokenizer.json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text() {
    return """
        {"version": "1.0", "truncation": null, "padding": null,
         "added_tokens": [
          {"id": 258, "special": true, "content": "<|endoftext|>", "single_word": false,
           "lstrip": false, "rstrip": false, "normalized": false},
          {"id": 259, "special": false, "content": "   ", "single_word": false,
           "lstrip": false, "rstrip": false, "normalized": true}],
         "normalizer": {"type": "NFC"},
         "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
         "post_processor": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
         "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
         "model": {"type": "BPE", "dropout": null, "unk_token": null, "fuse_unk": false,
          "continuing_subword_prefix": null, "end_of_word_suffix": null,
          "vocab": {%s, "th": 256, "the": 257}, "merges": ["t h", "th e"]}}
        """
        .formatted(bytes());
  }

  private static String bytes() {
    return IntStream.range(0, 256)
        .mapToObj(value -> "\"%s\": %d".formatted(escaped(letter(value)), value))
        .collect(Collectors.joining(", "));
  }

  /** GPT-2's letters, counted here in another way than the program does. */
  private static int letter(int value) {
    if (value <= 32) {
      return 256 + value;
    }
    if (value >= 127 && value <= 160) {
      return 256 + 33 + value - 127;
    }
    return value == 173 ? 256 + 33 + 34 : value;
  }

  private static String escaped(int letter) {
    return "\\u%04x".formatted(letter);
  }
}
