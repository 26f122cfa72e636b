package flamingo.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import flamingo.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A folder with results of a reference implementation: {@code fixture.json} says what they are,
 * {@code tensors.safetensors} holds weights, inputs and expected outputs. Tensors that a hash
 * formula describes are computed.
 */
final class Fixture implements AutoCloseable {
  static final String FILE = "fixture.json";

  private static final int SCHEMA = 1;
  private static final long LARGEST_JSON = 16 << 20;
  private static final String WEIGHTS = "weights.";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path folder;
  private final Section root;
  private final List<FixtureCase> cases;
  private final Map<String, HashedTensor> hashed;
  private SafetensorsFile stored;
  private Map<String, INDArray> weights;

  /**
   * @throws FixtureException if {@code fixture.json} cannot be read or is not of this schema
   */
  Fixture(Path folder) {
    this.folder = folder;
    this.root = json(folder.resolve(FILE));
    if (root.integer("schema") != SCHEMA) {
      throw new FixtureException(
          "%s has schema %d; this version reads schema %d."
              .formatted(root, root.integer("schema"), SCHEMA));
    }
    this.cases = root.list("cases").stream().map(FixtureCase::of).toList();
    this.hashed = HashedTensor.all(config());
  }

  static Section json(Path file) {
    try {
      if (Files.size(file) > LARGEST_JSON) {
        throw new FixtureException(file + " is too large to be the text of a fixture.");
      }
      return new Section(JSON.readTree(Files.readString(file)), file.toString());
    } catch (JsonProcessingException e) {
      throw new FixtureException(
          file + " is not valid JSON: " + e.getOriginalMessage().replaceAll("\\s+", " ") + ".", e);
    } catch (IOException e) {
      throw new FixtureException(
          file + " cannot be read; check that it is there, is UTF-8 text and may be read.", e);
    }
  }

  String name() {
    return root.text("name");
  }

  String kind() {
    return root.text("kind");
  }

  Section config() {
    return root.child("config");
  }

  List<FixtureCase> cases() {
    return cases;
  }

  /** Names of further files and folders, as {@code files} lists them. */
  Section files() {
    return root.child("files");
  }

  /**
   * A file or folder of the fixture.
   *
   * @throws FixtureException if it is absent or lies outside the fixture's folder
   */
  Path resolve(String relative) {
    Path path = folder.resolve(relative).normalize();
    if (!path.startsWith(folder.normalize()) || !Files.exists(path)) {
      throw new FixtureException("%s names %s, which is not in its folder.".formatted(root, path));
    }
    return path;
  }

  /** All weights by reference key, without the prefix {@code weights.}. */
  Map<String, INDArray> weights() {
    if (weights == null) {
      Map<String, INDArray> read = new LinkedHashMap<>();
      stored().tensors().keySet().stream()
          .filter(key -> key.startsWith(WEIGHTS))
          .forEach(key -> read.put(key.substring(WEIGHTS.length()), stored().read(key)));
      hashed.keySet().stream()
          .filter(key -> key.startsWith(WEIGHTS))
          .forEach(key -> read.put(key.substring(WEIGHTS.length()), hashed.get(key).values()));
      weights = read;
    }
    return weights;
  }

  /**
   * A tensor that a formula describes.
   *
   * @throws FixtureException if there is no formula for it
   */
  INDArray hashed(String key) {
    HashedTensor formula = hashed.get(key);
    if (formula == null) {
      throw new FixtureException("%s has no formula for the tensor %s.".formatted(root, key));
    }
    return formula.values();
  }

  boolean hasInput(FixtureCase of, String name) {
    String key = input(of, name);
    return hashed.containsKey(key) || stored().tensors().containsKey(key);
  }

  INDArray inputOf(FixtureCase of, String name) {
    HashedTensor formula = hashed.get(input(of, name));
    return formula != null ? formula.values() : stored().read(input(of, name));
  }

  /** An input of ids or of a mask, [B][L]. */
  int[][] idsOf(FixtureCase of, String name) {
    INDArray ids = inputOf(of, name);
    if (ids.rank() != 2) {
      throw new FixtureException(
          "The input %s of case %s in %s must be [B, L].".formatted(name, of.name(), root));
    }
    return ids.toIntMatrix();
  }

  INDArray expectedOf(FixtureCase of, String name) {
    return stored().read("expected." + of.name() + "." + name);
  }

  @Override
  public void close() {
    if (stored != null) {
      stored.close();
    }
  }

  private static String input(FixtureCase of, String name) {
    return "input." + of.name() + "." + name;
  }

  private SafetensorsFile stored() {
    if (stored == null) {
      stored = SafetensorsFile.open(folder.resolve("tensors.safetensors"));
    }
    return stored;
  }
}
