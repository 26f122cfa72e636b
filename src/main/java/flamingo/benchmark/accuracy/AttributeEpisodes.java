package flamingo.benchmark.accuracy;

import flamingo.dataset.ImageDataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Requests whose task only the examples tell: each answer is the same attribute of its image.
 * Labels are equally frequent among the examples, and equally likely in the request.
 */
final class AttributeEpisodes implements Episodes {
  private final LabelledPool pool;
  private final long seed;

  private AttributeEpisodes(LabelledPool pool, long seed) {
    this.pool = pool;
    this.seed = seed;
  }

  static AttributeEpisodes of(Task task, ImageDataset dataset, long seed) throws TaskException {
    LabelledPool pool = new LabelledPool(dataset, task.attribute());
    if (pool.labels().size() < 2) {
      throw new TaskException(
          "%s has no images that differ in what %s asks; use the data set shapes for it."
              .formatted(dataset.name(), task.text()));
    }
    return new AttributeEpisodes(pool, seed);
  }

  @Override
  public int size() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Episode episode(int index, int shots) {
    Random random = Episodes.random(seed, index);
    List<String> order = new ArrayList<>(pool.labels());
    Collections.shuffle(order, random);
    List<Turn> examples = new ArrayList<>();
    for (int shot = 0; shot < shots; shot++) {
      String label = order.get(shot % order.size());
      examples.add(new Turn(pool.draw(label, examples, random), null, label));
    }
    Collections.shuffle(examples, random);
    String label = order.get(random.nextInt(order.size()));
    Turn request = new Turn(pool.draw(label, examples, random), null, label);
    return new Episode(examples, request, List.of(label), List.of(), label);
  }
}
