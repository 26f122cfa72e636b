package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a folder as Hugging Face saves it: {@code model.safetensors} or {@code
 * pytorch_model.bin}, whole, or as shards that an index lists.
 */
public final class TensorFolder implements TensorSource {
  private static final String INDEX = ".index.json";

  /** Names of whole files; a sharded one has an index under its name. */
  private static final List<String> WHOLE =
      List.of(
          "model.safetensors",
          "pytorch_model.bin",
          "open_clip_model.safetensors",
          "open_clip_pytorch_model.bin");

  private final Path folder;
  private final Map<String, TensorSource> files = new TreeMap<>();
  private final Map<String, TensorSource> owners = new LinkedHashMap<>();
  private final Map<String, TensorEntry> entries = new LinkedHashMap<>();

  private TensorFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether weights under one of the usual names lie in a folder. */
  static boolean isOne(Path folder) {
    return WHOLE.stream()
        .anyMatch(
            name ->
                Files.exists(folder.resolve(name)) || Files.exists(folder.resolve(name + INDEX)));
  }

  /**
   * @throws CheckpointException if no weights lie there, a shard is missing, or a file is not sound
   */
  static TensorFolder open(Path path) {
    TensorFolder folder = new TensorFolder(path);
    try {
      folder.openFiles();
      return folder;
    } catch (CheckpointException e) {
      folder.close();
      throw e;
    }
  }

  private void openFiles() {
    for (String name : WHOLE) {
      if (Files.exists(folder.resolve(name))) {
        addAll(file(name));
        return;
      }
      if (Files.exists(folder.resolve(name + INDEX))) {
        addShards(folder.resolve(name + INDEX));
        return;
      }
    }
    throw new CheckpointException(
        CheckpointProblem.MISSING_FILE,
        folder,
        "there is neither model.safetensors nor pytorch_model.bin, and no index of shards",
        "download the model's weights into it");
  }

  private void addAll(TensorSource file) {
    file.tensors().forEach((name, entry) -> add(name, file, entry));
  }

  private void addShards(Path index) {
    JsonNode map = JsonFile.read(index).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw JsonFile.malformed(index, "it has no weight_map", "download it again");
    }
    for (Map.Entry<String, JsonNode> place : map.properties()) {
      TensorSource shard = file(shardName(index, place.getValue()));
      TensorEntry entry = shard.tensors().get(place.getKey());
      if (entry == null) {
        throw new CheckpointException(
            CheckpointProblem.MISSING_KEY,
            shard.path(),
            "there is no tensor %s, which %s places there"
                .formatted(quote(place.getKey()), index.getFileName()),
            "download both again");
      }
      add(place.getKey(), shard, entry);
    }
  }

  /** A shard lies beside its index, nowhere else. */
  private String shardName(Path index, JsonNode node) {
    String name = node.asText();
    if (!node.isTextual() || !name.matches("[\\w.-]+") || name.startsWith(".")) {
      throw JsonFile.malformed(
          index,
          "it names " + quote(node.asText()) + ", which is no file name",
          "download it again");
    }
    if (!Files.exists(folder.resolve(name))) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_FILE,
          folder,
          "the shard %s, which %s lists, is not there".formatted(name, index.getFileName()),
          "download it, or the whole folder again");
    }
    return name;
  }

  private TensorSource file(String name) {
    return files.computeIfAbsent(name, key -> TensorFiles.openFile(folder.resolve(key)));
  }

  private void add(String name, TensorSource file, TensorEntry entry) {
    owners.put(name, file);
    entries.put(name, entry);
  }

  @Override
  public Path path() {
    return folder;
  }

  /** The files that are read, in alphabetical order. */
  public List<Path> files() {
    return files.values().stream().map(TensorSource::path).toList();
  }

  @Override
  public Map<String, TensorEntry> tensors() {
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public INDArray load(String name) {
    return owner(name).load(name);
  }

  @Override
  public Optional<INDArray> map(String name) {
    return owner(name).map(name);
  }

  private TensorSource owner(String name) {
    TensorSource owner = owners.get(name);
    if (owner == null) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_KEY,
          folder,
          "there is no tensor " + quote(name),
          "choose the folder that belongs to this model");
    }
    return owner;
  }

  @Override
  public void close() {
    files.values().forEach(TensorSource::close);
  }
}
