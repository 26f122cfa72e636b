package flamingo.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipOutputStream;

/** A checkpoint that would run a command where it is unpickled without care. */
public final class MaliciousCheckpoint {
  private MaliciousCheckpoint() {}

  public static Path write(Path file) throws IOException {
    Pickle pickle = new Pickle().global("os", "system").op('(').text("true").op('t').op('R');
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      Pickle.store(zip, "checkpoint/data.pkl", pickle.op('.').bytes(), 0);
    }
    return file;
  }
}
