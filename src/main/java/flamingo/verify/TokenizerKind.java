package flamingo.verify;

import flamingo.tensor.TensorOps;
import flamingo.text.Spacing;
import flamingo.text.SubwordTokenizer;
import flamingo.text.TextStream;
import flamingo.text.TokenBatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Strings to ids and back: {@code ids}, {@code decoded} (every token), {@code decoded_clean} (with
 * spaces cleaned up), {@code decoded_skip_special} (without special tokens, too), the same in
 * pieces as a stream gives them, and batches padded on the left.
 */
final class TokenizerKind implements FixtureKind {
  @Override
  public String name() {
    return "tokenizer";
  }

  @Override
  public boolean needsEngine() {
    return false;
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    SubwordTokenizer tokenizer =
        SubwordTokenizer.read(fixture.resolve(fixture.files().text("tokenizer")));
    Section file = Fixture.json(fixture.resolve(fixture.files().text("strings")));
    List<Section> strings = file.list("strings");
    added(fixture.config().child("added"), tokenizer, checks);
    all(strings, "ids", checks, of -> Arrays.equals(ids(of), tokenizer.encode(of.text("text"))));
    all(strings, "decoded", checks, of -> tokenizer.decodeAll(ids(of)).equals(of.text("decoded")));
    all(
        strings,
        "decoded_clean",
        checks,
        of -> Spacing.cleanUp(tokenizer.decodeAll(ids(of))).equals(of.text("decoded_clean")));
    all(
        strings,
        "decoded_skip_special",
        checks,
        of -> tokenizer.decode(ids(of)).equals(of.text("decoded_skip_special")));
    all(
        strings,
        "decoded_skip_special in pieces",
        checks,
        of -> streamed(tokenizer, ids(of)).equals(of.text("decoded_skip_special")));
    all(file.list("batches"), "batches", checks, of -> batch(tokenizer, of));
  }

  private static void added(Section added, SubwordTokenizer tokenizer, Checks checks) {
    all(
        List.of(added),
        "added tokens",
        checks,
        of ->
            of.children(Section::integer).entrySet().stream()
                .allMatch(
                    token ->
                        Arrays.equals(
                            tokenizer.encode(token.getKey()), new int[] {token.getValue()})));
  }

  private static void all(
      List<Section> entries, String output, Checks checks, Predicate<Section> equal) {
    List<Section> different = entries.stream().filter(equal.negate()).toList();
    if (entries.isEmpty()) {
      checks.skip("", output, "there is none");
    } else if (different.isEmpty()) {
      checks.pass("", "%s (%d)".formatted(output, entries.size()));
    } else {
      checks.fail(
          "",
          output,
          "%d of %d differ, the first is %s"
              .formatted(different.size(), entries.size(), different.get(0)));
    }
  }

  private static String streamed(SubwordTokenizer tokenizer, int[] ids) {
    TextStream stream = new TextStream(tokenizer);
    StringBuilder text = new StringBuilder();
    Arrays.stream(ids).forEach(id -> text.append(stream.next(id)));
    return text.append(stream.end()).toString();
  }

  private static boolean batch(SubwordTokenizer tokenizer, Section of) {
    TokenBatch batch =
        TokenBatch.padded(
            of.texts("texts").stream().map(tokenizer::encode).toList(), tokenizer.padding());
    return Arrays.deepEquals(batch.ids(), of.array("ids").toIntMatrix())
        && Arrays.deepEquals(batch.mask(), of.array("attention_mask").toIntMatrix());
  }

  private static int[] ids(Section of) {
    return Arrays.stream(of.numbers("ids")).mapToInt(id -> (int) id).toArray();
  }
}
