package flamingo.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is open so far, to be closed if the rest cannot be opened. */
final class OpenParts {
  private final List<Runnable> close = new ArrayList<>();

  TensorSource add(TensorSource part) {
    close.add(part::close);
    return part;
  }

  TrainedPart add(TrainedPart part) {
    close.add(part::close);
    return part;
  }

  LanguagePart add(LanguagePart part) {
    close.add(part::close);
    return part;
  }

  ClipTower add(ClipTower part) {
    close.add(part::close);
    return part;
  }

  /**
   * @param path what a complaint about sizes is about
   * @throws CheckpointException whatever goes wrong
   */
  <T> T closedOnFailure(Path path, Supplier<T> open) {
    try {
      return open.get();
    } catch (CheckpointException e) {
      closeAll();
      throw e;
    } catch (IllegalArgumentException e) {
      closeAll();
      throw new CheckpointException(
          CheckpointProblem.WRONG_SHAPE,
          path,
          e.getMessage().replaceAll("\\.$", ""),
          "choose parts that belong to one model",
          e);
    }
  }

  void closeAll() {
    close.forEach(Runnable::run);
  }
}
