package flamingo.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A {@code tokenizer.json} of Hugging Face's tokenizers that holds byte-level BPE, as all language
 * models of OpenFlamingo have it. The file is not trusted: what a native library would be given is
 * looked at before.
 *
 * @see <a href="https://arxiv.org/abs/1508.07909">Sennrich et al. 2016, byte pair encoding</a>
 */
final class TokenizerFile {
  private static final long LARGEST = 64L << 20;
  private static final int MOST_TOKENS = 1 << 20;
  private static final String BYTES = "ByteLevel";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path path;
  private final ObjectNode root;
  private final List<String> tokens = new ArrayList<>();
  private final Set<Integer> special = new HashSet<>();

  /**
   * @throws IllegalArgumentException if it cannot be read or is of another kind
   */
  TokenizerFile(Path path) {
    this.path = path;
    this.root = read();
    requireByteLevel();
    String[] byId = new String[size()];
    root.path("model").path("vocab").properties().forEach(e -> put(byId, e.getValue(), e.getKey()));
    for (JsonNode added : root.withArray("added_tokens")) {
      put(byId, added.path("id"), added.path("content").asText());
      if (added.path("special").asBoolean()) {
        special.add(added.path("id").intValue());
      }
    }
    if (Arrays.asList(byId).contains(null)) {
      throw refused("has gaps between its ids");
    }
    tokens.addAll(List.of(byId));
  }

  /** Texts of the tokens, by id. */
  List<String> tokens() {
    return tokens;
  }

  /** Ids that are left out of text. */
  Set<Integer> special() {
    return special;
  }

  /** The id of a special token, which is appended where it is absent. */
  int require(String token) {
    int known = tokens.indexOf(token);
    if (known >= 0 && special.contains(known)) {
      return known;
    }
    int id = tokens.size();
    ObjectNode added = root.withArray("added_tokens").addObject();
    added.put("id", id).put("content", token).put("special", true).put("normalized", false);
    added.put("single_word", false).put("lstrip", false).put("rstrip", false);
    tokens.add(token);
    special.add(id);
    return id;
  }

  InputStream json() {
    return new ByteArrayInputStream(root.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with the file, as a sentence that says what to do. */
  IllegalArgumentException refused(String what) {
    return new IllegalArgumentException(
        "%s %s; take the tokenizer.json that lies beside the language model, EleutherAI/gpt-neox-20b's for OpenFlamingo."
            .formatted(path, what));
  }

  private ObjectNode read() {
    try {
      if (Files.size(path) > LARGEST) {
        throw refused("is larger than %d MB".formatted(LARGEST >> 20));
      }
      JsonNode node = JSON.readTree(Files.readAllBytes(path));
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw refused("holds no JSON object");
    } catch (JsonProcessingException e) {
      throw refused("is not valid JSON");
    } catch (IOException e) {
      throw refused("cannot be read");
    }
  }

  private void requireByteLevel() {
    String normalizer = type("normalizer");
    boolean plain = List.of("", "NFC").contains(normalizer);
    boolean bytes =
        type("pre_tokenizer").equals(BYTES)
            && type("decoder").equals(BYTES)
            && List.of("", BYTES).contains(type("post_processor"));
    if (!plain || !bytes || !type("model").equals("BPE")) {
      throw refused("is no byte-level BPE tokenizer");
    }
    if (!root.path("model").path("vocab").isObject() || !root.path("added_tokens").isArray()) {
      throw refused("lacks its vocabulary");
    }
  }

  private String type(String part) {
    return root.path(part).path("type").asText();
  }

  /** Ids are 0 to size - 1; an added token may also be a word of the vocabulary. */
  private int size() {
    int size = root.path("model").path("vocab").size();
    for (JsonNode added : root.withArray("added_tokens")) {
      size = Math.max(size, added.path("id").asInt(-1) + 1);
    }
    if (size < 1 || size > MOST_TOKENS) {
      throw refused("has %d tokens".formatted(size));
    }
    return size;
  }

  private void put(String[] byId, JsonNode id, String token) {
    int place = id.isInt() ? id.intValue() : -1;
    boolean free = place >= 0 && place < byId.length && byId[place] == null;
    if (token.isEmpty()
        || !free && !(place >= 0 && place < byId.length && token.equals(byId[place]))) {
      throw refused("gives the token \"%s\" the id %s".formatted(token, id));
    }
    byId[place] = token;
  }
}
