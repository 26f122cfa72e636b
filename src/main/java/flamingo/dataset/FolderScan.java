package flamingo.dataset;

import flamingo.dataset.content.Annotation;
import flamingo.image.BrokenImageException;
import flamingo.image.ImageDecoder;
import flamingo.image.ImageFormat;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** One walk through a folder, which may change meanwhile. */
final class FolderScan {
  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE);

  private final Path root;
  private final ImageDecoder decoder;
  private final DatasetListener listener;
  private final BooleanSupplier cancelled;
  private final List<Sample> samples = new ArrayList<>();
  private final List<BrokenFile> broken = new ArrayList<>();
  private final Deque<Path> waiting = new ArrayDeque<>();
  private final Set<Path> visited = new HashSet<>();
  private final FolderAnnotations annotations;

  FolderScan(Path root, ImageDecoder decoder, DatasetListener listener, BooleanSupplier cancelled) {
    this.root = root;
    this.decoder = decoder;
    this.listener = listener;
    this.cancelled = cancelled;
    this.annotations = new FolderAnnotations(root, this::skip);
  }

  List<Sample> samples() {
    return samples;
  }

  List<BrokenFile> broken() {
    return broken;
  }

  void run() throws DatasetException {
    requireFolder();
    annotations.read(cancelled);
    try {
      folder(root);
    } catch (IOException unreadable) {
      throw new DatasetException(root, reason(unreadable), "choose another folder");
    }
    while (!waiting.isEmpty()) {
      Path next = waiting.pop();
      try {
        folder(next);
      } catch (IOException unreadable) {
        skip(new BrokenFile(next, reason(unreadable) + "; its images are left out."));
      }
    }
    requireImages();
    annotations.tellUnused();
  }

  private void requireFolder() throws DatasetException {
    if (!Files.exists(root)) {
      throw new DatasetException(root, "there is no such folder", "choose another one");
    }
    if (!Files.isDirectory(root)) {
      throw new DatasetException(root, "this is a file", "choose the folder that it lies in");
    }
  }

  private void requireImages() throws DatasetException {
    if (!samples.isEmpty()) {
      return;
    }
    long others = broken.stream().filter(entry -> !annotations.isTable(entry.file())).count();
    String what =
        switch ((int) others) {
          case 0 -> "the folder holds no images";
          case 1 -> "the only file in the folder is not an image that can be read";
          default -> "none of the " + others + " files in the folder is an image that can be read";
        };
    throw new DatasetException(root, what, "choose a folder of " + ImageFormat.list() + " files");
  }

  private void folder(Path folder) throws IOException {
    if (!visited.add(folder.toRealPath())) {
      return;
    }
    List<Path> subfolders = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("Opening " + root + " was cancelled.");
      }
      if (Files.isDirectory(entry)) {
        subfolders.add(entry);
      } else if (!annotations.isTable(entry)) {
        file(entry);
      }
    }
    for (int i = subfolders.size() - 1; i >= 0; i--) {
      waiting.push(subfolders.get(i));
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        if (!isHidden(entry)) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException interrupted) {
      throw interrupted.getCause();
    }
    entries.sort(BY_NAME);
    return entries;
  }

  /** What has gone meanwhile is not hidden: it will be reported. */
  private static boolean isHidden(Path entry) {
    try {
      return entry.getFileName().toString().startsWith(".") || Files.isHidden(entry);
    } catch (IOException gone) {
      return false;
    }
  }

  private void file(Path file) {
    String id = id(file);
    Annotation annotation = annotations.take(id);
    try {
      decoder.check(file);
      ImageDecoder reader = decoder; // a sample that is kept does not keep the whole scan
      Sample sample = new Sample(id, file, label(file), annotation, () -> reader.decode(file));
      samples.add(sample);
      listener.found(sample);
    } catch (BrokenImageException unusable) {
      skip(new BrokenFile(file, unusable.reason()));
    }
  }

  private void skip(BrokenFile entry) {
    broken.add(entry);
    listener.broken(entry);
  }

  private String id(Path file) {
    return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private String label(Path file) {
    Path below = root.relativize(file);
    return below.getNameCount() > 1 ? below.getName(0).toString() : null;
  }

  private static String reason(IOException unreadable) {
    return unreadable instanceof AccessDeniedException
        ? "the folder may not be read"
        : "the folder has gone or cannot be read";
  }
}
