package flamingo.text;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The tokenizer of a released language model, read from its {@code tokenizer.json}, with the three
 * tokens that OpenFlamingo adds: {@code <|endofchunk|>}, {@code <image>} and {@code <PAD>}, in this
 * order after all others (50277, 50278 and 50279 for GPT-NeoX's).
 *
 * <p>Text becomes ids in the native library that the reference uses, too; ids become text here, as
 * pieces of a text that is being written must be decoded byte by byte.
 *
 * @see <a href="https://arxiv.org/abs/2204.06745">GPT-NeoX-20B, section 3.2</a>
 */
public final class SubwordTokenizer implements Tokenizer {
  private static final String PADDING = "<PAD>";
  private static final int LONGEST_TEXT = 1 << 20;

  private final HuggingFaceTokenizer encoder;
  private final byte[][] bytes;
  private final Set<Integer> special;
  private final int endOfChunk;
  private final int image;
  private final int padding;

  private SubwordTokenizer(TokenizerFile file) {
    this.endOfChunk = file.require(SpecialText.END_OF_CHUNK);
    this.image = file.require(SpecialText.IMAGE);
    this.padding = file.require(PADDING);
    this.special = Set.copyOf(file.special());
    this.bytes = file.tokens().stream().map(ByteAlphabet::bytes).toArray(byte[][]::new);
    this.encoder = encoder(file);
  }

  /**
   * @param file {@code tokenizer.json}
   * @throws IllegalArgumentException if it cannot be read or is not byte-level BPE
   * @throws UnsupportedOperationException if there is no native library for this machine
   */
  public static SubwordTokenizer read(Path file) {
    return new SubwordTokenizer(new TokenizerFile(file));
  }

  @Override
  public int[] encode(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "The text has %d characters, but at most %d are read; shorten it."
              .formatted(text.length(), LONGEST_TEXT));
    }
    if (text.isEmpty()) {
      return new int[0];
    }
    return Arrays.stream(encoder.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  /** As the reference shows text: without special tokens, with {@link Spacing} cleaned up. */
  @Override
  public String decode(int... ids) {
    return Spacing.cleanUp(Utf8.decode(bytes(withoutSpecial(ids))));
  }

  @Override
  public String settled(int... ids) {
    byte[] written = bytes(withoutSpecial(ids));
    String text = Utf8.decode(written, Utf8.settled(written));
    return Spacing.cleanUp(text.substring(0, Spacing.settled(text)));
  }

  /** The text of all ids, special tokens and spaces included. */
  public String decodeAll(int... ids) {
    return Utf8.decode(bytes(ids));
  }

  @Override
  public int size() {
    return bytes.length;
  }

  @Override
  public int image() {
    return image;
  }

  @Override
  public int endOfChunk() {
    return endOfChunk;
  }

  @Override
  public int padding() {
    return padding;
  }

  @Override
  public boolean canSpell(String text) {
    return true;
  }

  private int[] withoutSpecial(int[] ids) {
    return Arrays.stream(ids).filter(id -> !special.contains(id)).toArray();
  }

  private byte[] bytes(int[] ids) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (int id : ids) {
      if (id < 0 || id >= bytes.length) {
        throw new IllegalArgumentException(
            "There is no token %d; this tokenizer has 0 to %d.".formatted(id, bytes.length - 1));
      }
      written.writeBytes(bytes[id]);
    }
    return written.toByteArray();
  }

  private static HuggingFaceTokenizer encoder(TokenizerFile file) {
    System.setProperty("ai.djl.offline", "true"); // it would report its use, and look for a GPU's
    try {
      return HuggingFaceTokenizer.newInstance(
          file.json(), Map.of("addSpecialTokens", "false", "truncation", "false"));
    } catch (EngineException | LinkageError e) {
      throw new UnsupportedOperationException(
          "The native tokenizer cannot be loaded on this machine; it runs on Linux, macOS on arm64 and 64-bit Windows.",
          e);
    } catch (IOException | RuntimeException e) {
      throw file.refused("is not accepted by the tokenizer library");
    }
  }
}
