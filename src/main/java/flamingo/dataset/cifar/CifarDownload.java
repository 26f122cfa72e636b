package flamingo.dataset.cifar;

import flamingo.checkpoint.FileHash;
import flamingo.dataset.DatasetException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Fetches CIFAR-10's archive and unpacks it, once it is known to be the published one.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR-10</a>
 */
public final class CifarDownload {
  /** System property that names a mirror's address. */
  public static final String ADDRESS_PROPERTY = "flamingo.cifar10.url";

  private static final String OFFICIAL = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz";
  private static final long BYTES = 170_052_171;
  private static final String SHA_256 =
      "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd";

  private final RemoteFile remote;
  private final Path folder;

  CifarDownload(RemoteFile remote, Path folder) {
    this.remote = remote;
    this.folder = folder;
  }

  /**
   * From the official address or the mirror that the property names, into the user's cache.
   *
   * @throws DatasetException if the property is no address
   */
  public static CifarDownload intoCache() throws DatasetException {
    Path folder = CifarFolder.cache();
    String address = System.getProperty(ADDRESS_PROPERTY, OFFICIAL);
    try {
      URI place = new URI(address);
      if (address.matches("https?://.*") && place.getHost() != null) {
        return new CifarDownload(new RemoteFile(place, BYTES, SHA_256), folder);
      }
    } catch (URISyntaxException malformed) {
      // the same as an address of another kind
    }
    throw new DatasetException(
        folder,
        "no mirror can have the address " + address,
        "let -D" + ADDRESS_PROPERTY + " begin with https://");
  }

  /**
   * Goes on where an earlier attempt stopped.
   *
   * @return the folder of the binary files
   * @throws DatasetException if it cannot be fetched, is not the published archive, or the disk is
   *     full
   * @throws CancellationException if {@code cancelled} said so
   */
  public Path run(DownloadProgress progress, BooleanSupplier cancelled) throws DatasetException {
    Path part = folder.resolveSibling("cifar-10-binary.tar.gz.part");
    try {
      Files.createDirectories(folder.getParent());
      fetch(part, progress, cancelled);
      requirePublished(part);
      CifarArchive.unpack(part, folder);
      Files.deleteIfExists(part);
      return folder;
    } catch (IOException full) {
      throw new DatasetException(
          folder,
          "CIFAR-10 cannot be stored there (" + full.getMessage() + ")",
          "make room for 400 MB and let the folder be written to");
    }
  }

  private void fetch(Path part, DownloadProgress progress, BooleanSupplier cancelled)
      throws DatasetException, IOException {
    try {
      new ResumedDownload(remote, part).run(progress, cancelled);
    } catch (TransferException failed) {
      throw new DatasetException(
          folder,
          "CIFAR-10 cannot be fetched: " + remote.host() + " " + failed.getMessage(),
          remedy(failed.kind()));
    }
  }

  private static String remedy(TransferException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE ->
          "go online, or name a folder that holds its files with -D"
              + CifarFolder.PROPERTY
              + "=FOLDER";
      case REFUSED -> "name a mirror with -D" + ADDRESS_PROPERTY;
      case CUT -> "try again, and it goes on from there";
      case BUSY -> "wait until the other program is done";
    };
  }

  private void requirePublished(Path part) throws IOException, DatasetException {
    if (!FileHash.sha256(part).equals(remote.sha256())) {
      Files.deleteIfExists(part);
      throw new DatasetException(
          folder,
          "what " + remote.host() + " sent is not the published archive and was deleted",
          "try again, or name a mirror with -D" + ADDRESS_PROPERTY);
    }
  }
}
