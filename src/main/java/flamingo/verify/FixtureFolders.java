package flamingo.verify;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;

/** Finds fixtures: folders with a {@code fixture.json}, at any depth below the given paths. */
final class FixtureFolders {
  private static final int DEEPEST = 12;

  private FixtureFolders() {}

  /**
   * @return the folders, each once, in alphabetical order
   * @throws FixtureException if a path does not exist or cannot be read
   */
  static List<Path> find(List<Path> paths) {
    TreeSet<Path> found = new TreeSet<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        throw new FixtureException(
            "There is no folder %s; give a fixture's folder, or one that holds some."
                .formatted(path));
      }
      find(path, found);
    }
    return List.copyOf(found);
  }

  private static void find(Path path, TreeSet<Path> found) {
    try {
      Files.walkFileTree(
          path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Visitor(found));
    } catch (IOException e) {
      throw new FixtureException("The folder " + path + " cannot be read.", e);
    }
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final TreeSet<Path> found;

    Visitor(TreeSet<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (Files.exists(folder.resolve(Fixture.FILE))) {
        found.add(folder);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
      if (problem instanceof FileSystemLoopException || !Files.isDirectory(file)) {
        return FileVisitResult.CONTINUE;
      }
      throw problem;
    }
  }
}
