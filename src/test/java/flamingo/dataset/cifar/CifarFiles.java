package flamingo.dataset.cifar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** CIFAR-10's files with few images, no two of which are alike. */
public final class CifarFiles {
  private static final int PIXELS = 3072;

  private CifarFiles() {}

  /** By their names; record r of each has label r modulo 10. */
  public static Map<String, byte[]> random(int records) {
    Random random = new Random(4);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : CifarFolder.FILES) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      for (int record = 0; record < records; record++) {
        byte[] pixels = new byte[PIXELS];
        random.nextBytes(pixels);
        file.write(record % 10);
        file.writeBytes(pixels);
      }
      files.put(name, file.toByteArray());
    }
    return files;
  }

  static void write(Map<String, byte[]> files, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The files as a .tar.gz below the folder that the real one has, with a text as it has. */
  public static byte[] archive(Map<String, byte[]> files) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("cifar-10-batches-bin/readme.html", "text".getBytes(StandardCharsets.US_ASCII));
    files.forEach((name, bytes) -> entries.put("cifar-10-batches-bin/" + name, bytes));
    return tar(entries);
  }

  static byte[] tar(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, byte[]> file : entries.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
