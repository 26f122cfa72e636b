package flamingo.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** What is open so far, to be closed if the rest cannot be opened. */
final class OpenParts {
  private final List<AutoCloseable> open = new ArrayList<>();

  <T extends AutoCloseable> T add(T part) {
    open.add(part);
    return part;
  }

  void closeAll() {
    for (AutoCloseable part : open) {
      try {
        part.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
