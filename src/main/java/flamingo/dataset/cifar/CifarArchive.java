package flamingo.dataset.cifar;

import flamingo.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * CIFAR-10's archive. Only its six binary files are unpacked; no path in it says where to.
 *
 * <pre>
 * cifar-10-batches-bin/ data_batch_1.bin ... data_batch_5.bin, test_batch.bin, and texts
 * </pre>
 */
final class CifarArchive {
  private static final int MOST_ENTRIES = 64;

  private CifarArchive() {}

  /**
   * Unpacks the files beside the folder, checks them, then moves them into it, that of the test
   * images last: where it is, all are.
   *
   * @throws DatasetException if a file is missing or none of CIFAR-10's
   * @throws IOException if the archive is damaged or the disk is full
   */
  static void unpack(Path archive, Path folder) throws IOException, DatasetException {
    Path beside = Files.createTempDirectory(folder.getParent(), "cifar-10-");
    try {
      Set<String> missing = new TreeSet<>(CifarFolder.FILES);
      missing.removeAll(extract(archive, beside));
      if (!missing.isEmpty()) {
        throw new DatasetException(
            archive, "the archive lacks " + String.join(", ", missing), "fetch it again");
      }
      for (String name : CifarFolder.FILES) {
        CifarRecords.read(beside.resolve(name));
      }
      Files.createDirectories(folder);
      for (String name : CifarFolder.FILES) {
        Files.move(beside.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      discard(beside);
    }
  }

  private static List<String> extract(Path archive, Path target) throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      int entries = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries++;
        if (entries > MOST_ENTRIES || entry.getSize() > CifarRecords.MOST_BYTES) {
          throw new IOException("The archive holds more than CIFAR-10.");
        }
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && CifarFolder.FILES.contains(name) && !names.contains(name)) {
          Files.copy(tar, target.resolve(name));
          names.add(name);
        }
      }
    }
    return names;
  }

  private static void discard(Path folder) throws IOException {
    for (String name : CifarFolder.FILES) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder);
  }
}
