package flamingo.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What lies in a folder that a user chose, recognised by content: what was trained, language models
 * and vision towers, in files and in folders below it.
 */
final class ModelFolder {
  private static final int DEEPEST = 3;
  private static final int MOST_ENTRIES = 2_000;
  private static final List<String> WEIGHTS = List.of(".pt", ".pth", ".bin", ".safetensors");

  /** Of several, the one of the usual name, then the one of the plainest name. */
  private static final Comparator<Path> PLAINEST =
      Comparator.comparing((Path path) -> !path.endsWith("checkpoint.pt"))
          .thenComparing(path -> path.getFileName().toString().length())
          .thenComparing(Path::toString);

  private final Path folder;
  private final List<Path> packed = new ArrayList<>();
  private final List<Path> checkpoints = new ArrayList<>();
  private final List<Path> languages = new ArrayList<>();
  private final List<Path> visions = new ArrayList<>();
  private final List<CheckpointException> broken = new ArrayList<>();

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws CheckpointException if the folder cannot be read, or holds far more than a model
   */
  static ModelFolder of(Path folder) {
    ModelFolder found = new ModelFolder(folder);
    found.look(folder, 0);
    Stream.of(found.packed, found.checkpoints, found.languages, found.visions)
        .forEach(list -> list.sort(PLAINEST));
    return found;
  }

  private void look(Path directory, int depth) {
    Path config = directory.resolve(LanguagePart.CONFIG);
    boolean saved = Files.isRegularFile(config);
    if (saved) {
      (isClip(config) ? visions : languages).add(directory);
    }
    for (Path entry : entries(directory)) {
      if (Files.isDirectory(entry)) {
        if (depth < DEEPEST) {
          look(entry, depth + 1);
        }
      } else if (isWeights(entry) && !(saved && isOfSavedModel(entry))) {
        classify(entry);
      }
    }
  }

  private static boolean isClip(Path config) {
    JsonNode root = JsonFile.read(config);
    return root.has("vision_config") || root.path("model_type").asText().contains("clip");
  }

  private static List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> found = entries.limit(MOST_ENTRIES + 1L).sorted().toList();
      if (found.size() > MOST_ENTRIES) {
        throw new CheckpointException(
            CheckpointProblem.TOO_LARGE,
            directory,
            "it holds more than %d files, so it is no model's".formatted(MOST_ENTRIES),
            "choose the folder of the model itself");
      }
      return found;
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(directory, e);
    }
  }

  private static boolean isWeights(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return WEIGHTS.stream().anyMatch(name::endsWith);
  }

  /** Beside a {@code config.json}, weights under the usual names belong to it. */
  private static boolean isOfSavedModel(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("pytorch_model") || name.startsWith("model");
  }

  private void classify(Path file) {
    try (TensorSource source = TensorFiles.openFile(file)) {
      if (PackedModel.isOne(source)) {
        packed.add(file);
      } else if (TrainedPart.isOne(source)) {
        checkpoints.add(file);
      } else if (ClipTower.isOne(source)) {
        visions.add(file);
      }
    } catch (CheckpointException e) {
      broken.add(e);
    }
  }

  /** Files that hold a whole model, the plainest name first. */
  List<Path> packed() {
    return packed;
  }

  /** Files that hold what was trained, the plainest name first. */
  List<Path> checkpoints() {
    return checkpoints;
  }

  /** Whether it holds weights under one of the usual names, and nothing that was trained. */
  boolean isSinglePart() {
    return checkpoints.isEmpty() && packed.isEmpty() && TensorFolder.isOne(folder);
  }

  /**
   * The parts of the model.
   *
   * @throws CheckpointException naming all that is missing and where it is usually found; or a file
   *     that is broken, where something is missing
   */
  ModelParts parts() {
    if (checkpoints.isEmpty() || languages.isEmpty() || visions.isEmpty()) {
      if (!broken.isEmpty()) {
        throw broken.get(0);
      }
      throw new CheckpointException(
          CheckpointProblem.MISSING_FILE,
          folder,
          "there is " + String.join("; and ", missing()),
          "put into the folder what is missing");
    }
    Path checkpoint = checkpoints.get(0);
    return new ModelParts(checkpoint, language(checkpoint), visions.get(0));
  }

  private List<String> missing() {
    ReleasedModel model = released();
    List<String> missing = new ArrayList<>();
    if (checkpoints.isEmpty()) {
      missing.add(
          "no trained part of an OpenFlamingo (checkpoint.pt, usually found as %s on Hugging Face)"
              .formatted(model.checkpoint()));
    }
    if (languages.isEmpty()) {
      missing.add(
          "no language model (a folder with config.json and weights, for %s usually found as %s on Hugging Face)"
              .formatted(model.title(), model.language()));
    }
    if (visions.isEmpty()) {
      missing.add("no vision tower (%s)".formatted(ReleasedModel.VISION));
    }
    return missing;
  }

  private ReleasedModel released() {
    if (checkpoints.isEmpty()) {
      return ReleasedModel.OF_3B;
    }
    try (TrainedPart trained = TrainedPart.open(checkpoints.get(0))) {
      return ReleasedModel.of(trained).orElse(ReleasedModel.OF_3B);
    }
  }

  /** Of several language models the one that the checkpoint was trained with. */
  private Path language(Path checkpoint) {
    if (languages.size() == 1) {
      return languages.get(0);
    }
    try (TrainedPart trained = TrainedPart.open(checkpoint)) {
      return languages.stream()
          .filter(candidate -> fits(trained, candidate))
          .findFirst()
          .orElse(languages.get(0));
    }
  }

  private static boolean fits(TrainedPart trained, Path candidate) {
    try (LanguagePart language = LanguagePart.open(candidate)) {
      return language.config().width() == trained.width()
          && language.config().kind().layers().equals(trained.layers());
    } catch (CheckpointException e) {
      return false;
    }
  }
}
