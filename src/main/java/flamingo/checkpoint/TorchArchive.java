package flamingo.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The zip file around a PyTorch checkpoint: a pickle, and one uncompressed entry a storage.
 *
 * <pre>
 * NAME/data.pkl       the objects, with references to the storages
 * NAME/byteorder      "little" or "big"; absent in older files
 * NAME/data/KEY       the bytes of one storage
 * </pre>
 */
final class TorchArchive {
  /** Of tens of thousands of tensors. */
  private static final long LONGEST_LIST = 8L << 20;

  private static final String PICKLE = "/data.pkl";

  /** Of a hundred thousand tensors: what is made of each of its bytes may take fifty. */
  private static final long LARGEST_PICKLE = 16L << 20;

  private static final int ZIP_MAGIC = 0x504b0304;
  private static final byte[] LEGACY_MAGIC = {
    (byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', (byte) 0xf9, ' ', 'j'
  };

  private final byte[] pickle;
  private final Map<String, ZipArchiveEntry> storages;

  private TorchArchive(byte[] pickle, Map<String, ZipArchiveEntry> storages) {
    this.pickle = pickle;
    this.storages = storages;
  }

  static TorchArchive open(Path path, FileChannel channel) throws IOException {
    requireZip(path, channel);
    try (ZipFile zip = zip(path)) {
      Map<String, ZipArchiveEntry> entries = new HashMap<>();
      zip.getEntries().asIterator().forEachRemaining(e -> entries.putIfAbsent(e.getName(), e));
      String root = root(path, entries);
      refuseTorchScript(path, root, entries);
      requireLittleEndian(path, zip, entries.get(root + "/byteorder"));
      byte[] pickle = read(path, zip, entries.get(root + PICKLE), LARGEST_PICKLE);
      return new TorchArchive(pickle, storages(root, entries));
    }
  }

  private static ZipFile zip(Path path) {
    try {
      return BoundedZip.open(path, LONGEST_LIST);
    } catch (IOException | IllegalArgumentException e) {
      throw new CheckpointException(
          CheckpointProblem.TRUNCATED_ARCHIVE,
          path,
          "its end, with the list of its parts, is missing or damaged",
          "download or copy the file again",
          e);
    }
  }

  byte[] pickle() {
    return pickle;
  }

  boolean has(String key) {
    return storages.containsKey(key);
  }

  /** Bytes of a storage. */
  long bytes(String key) {
    return storages.get(key).getSize();
  }

  /** Where a storage begins in the file. */
  long begin(String key) {
    return storages.get(key).getDataOffset();
  }

  private static void requireZip(Path path, FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(LEGACY_MAGIC.length, channel.size()));
    SafetensorsFile.readFully(channel, start, 0);
    start.flip();
    if (start.remaining() >= Integer.BYTES && start.getInt(0) == ZIP_MAGIC) {
      return;
    }
    if (start.equals(ByteBuffer.wrap(LEGACY_MAGIC))) {
      throw new CheckpointException(
          CheckpointProblem.LEGACY_FORMAT,
          path,
          "it is in PyTorch's format from before version 1.6",
          "load and save it again with a newer PyTorch");
    }
    throw new CheckpointException(
        CheckpointProblem.NOT_AN_ARCHIVE,
        path,
        "it is not a file that torch.save wrote",
        "choose a .pt or .bin checkpoint");
  }

  private static String root(Path path, Map<String, ZipArchiveEntry> entries) {
    return entries.keySet().stream()
        .filter(name -> name.endsWith(PICKLE))
        .map(name -> name.substring(0, name.length() - PICKLE.length()))
        .filter(root -> !root.contains("/"))
        .findFirst()
        .orElseThrow(
            () ->
                new CheckpointException(
                    CheckpointProblem.NOT_AN_ARCHIVE,
                    path,
                    "it is a zip file without PyTorch's data.pkl",
                    "choose a .pt or .bin checkpoint"));
  }

  private static void refuseTorchScript(
      Path path, String root, Map<String, ZipArchiveEntry> entries) {
    if (entries.containsKey(root + "/constants.pkl")) {
      throw new CheckpointException(
          CheckpointProblem.TORCHSCRIPT_ARCHIVE,
          path,
          "it is a TorchScript program, not a file of tensors",
          "save the model's state_dict instead, or use the open_clip file");
    }
  }

  private static void requireLittleEndian(Path path, ZipFile zip, ZipArchiveEntry order)
      throws IOException {
    if (order != null
        && !"little".equals(new String(read(path, zip, order, 16), StandardCharsets.US_ASCII))) {
      throw new CheckpointException(
          CheckpointProblem.UNSUPPORTED_BYTE_ORDER,
          path,
          "its numbers are not little-endian",
          "save it again on an ordinary machine");
    }
  }

  private static byte[] read(Path path, ZipFile zip, ZipArchiveEntry entry, long most)
      throws IOException {
    if (!GraphArchive.isUsual(entry)) {
      throw new CheckpointException(
          CheckpointProblem.NOT_AN_ARCHIVE,
          path,
          "its part %s is encrypted or packed in an unusual way".formatted(entry.getName()),
          "save it again with torch.save");
    }
    if (entry.getSize() > most) {
      throw tooLarge(path, entry, most);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) most + 1);
      if (bytes.length > most) {
        throw tooLarge(path, entry, most);
      }
      return bytes;
    }
  }

  private static CheckpointException tooLarge(Path path, ZipArchiveEntry entry, long most) {
    return new CheckpointException(
        CheckpointProblem.MALFORMED_PICKLE,
        path,
        "its part %s is larger than %d bytes".formatted(entry.getName(), most),
        "check that it is a checkpoint");
  }

  private static Map<String, ZipArchiveEntry> storages(
      String root, Map<String, ZipArchiveEntry> entries) {
    String folder = root + "/data/";
    Map<String, ZipArchiveEntry> storages = new HashMap<>();
    entries.forEach(
        (name, entry) -> {
          if (name.startsWith(folder) && entry.getMethod() == ZipEntry.STORED) {
            storages.put(name.substring(folder.length()), entry);
          }
        });
    return storages;
  }
}
