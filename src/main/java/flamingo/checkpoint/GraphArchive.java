package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The zip file that Deeplearning4j's ModelSerializer writes. All of its parts are checked before
 * the first is opened, and only the first two are ever read.
 *
 * <pre>
 * configuration.json   the layers and how they are joined
 * coefficients.bin     all parameters, one after the other
 * updaterState.bin     what training would go on from
 * </pre>
 */
final class GraphArchive implements AutoCloseable {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String UPDATER_STATE = "updaterState.bin";

  /** Parts that hold Java objects, which choose by themselves what code runs when they are read. */
  private static final Set<String> OBJECTS = Set.of("preprocessor.bin", "normalizer.bin");

  private static final long LARGEST_CONFIGURATION = 4L << 20;
  private static final long LARGEST_COEFFICIENTS = 1L << 30;
  private static final long HEADERS = 1L << 10;
  private static final long LONGEST_LIST = 1L << 20;

  private static final Map<String, Long> LARGEST =
      Map.of(
          CONFIGURATION,
          LARGEST_CONFIGURATION,
          COEFFICIENTS,
          LARGEST_COEFFICIENTS + HEADERS,
          UPDATER_STATE,
          4 * LARGEST_COEFFICIENTS);

  /** Numbers that coefficients may have at most. */
  static final long MOST_PARAMETERS = LARGEST_COEFFICIENTS / Float.BYTES;

  private static final String SAVE_AGAIN =
      "save the encoder with ModelSerializer.writeModel(graph, file, false)";

  private final Path path;
  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> entries;

  private GraphArchive(Path path, ZipFile zip, Map<String, ZipArchiveEntry> entries) {
    this.path = path;
    this.zip = zip;
    this.entries = entries;
  }

  /**
   * @throws CheckpointException if it is no sound zip file, or a part is missing, too large, or
   *     none of those above
   */
  static GraphArchive open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new CheckpointException(
          CheckpointProblem.UNREADABLE_FILE, path, "there is no such file", "check the path");
    }
    ZipFile zip = zip(path);
    try {
      return new GraphArchive(path, zip, entries(path, zip));
    } catch (CheckpointException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile zip(Path path) {
    try {
      return BoundedZip.open(path, LONGEST_LIST);
    } catch (IOException | IllegalArgumentException e) {
      throw new CheckpointException(
          CheckpointProblem.TRUNCATED_ARCHIVE,
          path,
          "it is no zip file, or its end is missing",
          "copy the file again, or " + SAVE_AGAIN,
          e);
    }
  }

  private static Map<String, ZipArchiveEntry> entries(Path path, ZipFile zip) {
    Map<String, ZipArchiveEntry> entries = new HashMap<>();
    zip.getEntries()
        .asIterator()
        .forEachRemaining(
            entry -> {
              requireHarmless(path, entry);
              if (entries.put(entry.getName(), entry) != null) {
                throw refused(path, "its part " + entry.getName() + " is there twice");
              }
            });
    for (String needed : new String[] {CONFIGURATION, COEFFICIENTS}) {
      if (!entries.containsKey(needed)) {
        throw new CheckpointException(
            CheckpointProblem.NOT_AN_ARCHIVE,
            path,
            "it has no part " + needed + ", so it is no trained graph of Deeplearning4j",
            SAVE_AGAIN);
      }
    }
    return entries;
  }

  private static void requireHarmless(Path path, ZipArchiveEntry entry) {
    String name = entry.getName();
    if (OBJECTS.contains(name)) {
      throw refused(path, "its part " + name + " holds Java objects, which are never read");
    }
    Long largest = LARGEST.get(name);
    if (largest == null) {
      throw refused(path, "its part " + quote(name) + " has no place in an encoder");
    }
    if (!isUsual(entry)) {
      throw refused(path, "its part " + name + " is encrypted or packed in an unusual way");
    }
    if (entry.getSize() > largest) {
      throw new CheckpointException(
          CheckpointProblem.TOO_LARGE,
          path,
          "its part %s has %d bytes, more than the %d allowed"
              .formatted(name, entry.getSize(), largest),
          "use a smaller encoder");
    }
  }

  /** What any program can unpack; the library asks for others that are not there. */
  static boolean isUsual(ZipArchiveEntry entry) {
    int method = entry.getMethod();
    return (method == ZipEntry.STORED || method == ZipEntry.DEFLATED)
        && !entry.getGeneralPurposeBit().usesEncryption();
  }

  private static CheckpointException refused(Path path, String what) {
    return new CheckpointException(CheckpointProblem.FORBIDDEN_ENTRY, path, what, SAVE_AGAIN);
  }

  String configuration() throws IOException {
    try (InputStream in = zip.getInputStream(entries.get(CONFIGURATION))) {
      byte[] json = in.readNBytes((int) LARGEST_CONFIGURATION + 1);
      if (json.length > LARGEST_CONFIGURATION) {
        throw new CheckpointException(
            CheckpointProblem.TOO_LARGE,
            path,
            "its configuration is longer than it says",
            SAVE_AGAIN);
      }
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  InputStream coefficients() throws IOException {
    return zip.getInputStream(entries.get(COEFFICIENTS));
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
