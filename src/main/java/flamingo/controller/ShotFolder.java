package flamingo.controller;

import flamingo.dataset.DatasetException;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Sample;
import flamingo.text.Shot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shots from a folder whose subfolders are named by the answers of their images. */
public final class ShotFolder {
  private ShotFolder() {}

  /**
   * The first image of each label, then the second of each, and so on.
   *
   * @param question asked of every shot; null for captions
   * @param count at most so many
   * @throws DatasetException if the folder cannot be read, or no image in it has a label
   */
  public static List<PromptController.Example> examples(Path folder, String question, int count)
      throws DatasetException {
    List<Sample> samples = ImageFolder.scan(folder, DatasetListener.none(), () -> false).samples();
    Map<String, Deque<Sample>> byLabel = new LinkedHashMap<>();
    samples.stream()
        .filter(sample -> sample.label() != null)
        .forEach(
            sample ->
                byLabel.computeIfAbsent(sample.label(), label -> new ArrayDeque<>()).add(sample));
    if (byLabel.isEmpty()) {
      throw new DatasetException(
          folder,
          "no image lies in a subfolder, so none has an answer",
          "put the images of each answer into a subfolder of that name");
    }
    List<PromptController.Example> chosen = new ArrayList<>();
    while (chosen.size() < count && !byLabel.isEmpty()) {
      takeOneOfEach(byLabel.values(), question, count, chosen);
      byLabel.values().removeIf(Deque::isEmpty);
    }
    return chosen;
  }

  private static void takeOneOfEach(
      Collection<Deque<Sample>> labels,
      String question,
      int count,
      List<PromptController.Example> chosen) {
    for (Deque<Sample> samples : labels) {
      if (chosen.size() < count) {
        Sample sample = samples.remove();
        chosen.add(new PromptController.Example(sample, new Shot(question, sample.label())));
      }
    }
  }
}
