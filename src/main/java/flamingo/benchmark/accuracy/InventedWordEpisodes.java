package flamingo.benchmark.accuracy;

import flamingo.dataset.ImageDataset;
import flamingo.dataset.content.Attribute;
import flamingo.dataset.content.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Requests in words that are invented for each of them: two values of an attribute, or three in a
 * fifth of them, get words without a meaning, which only the examples tell.
 */
final class InventedWordEpisodes implements Episodes {
  private static final List<Attribute> ATTRIBUTES =
      List.of(Attribute.COLOUR, Attribute.SHAPE, Attribute.CATEGORY);
  private static final double THREE_VALUES = 0.2;

  private final Map<Attribute, LabelledPool> pools;
  private final long seed;

  private InventedWordEpisodes(Map<Attribute, LabelledPool> pools, long seed) {
    this.pools = pools;
    this.seed = seed;
  }

  static InventedWordEpisodes of(ImageDataset dataset, long seed) throws TaskException {
    Map<Attribute, LabelledPool> pools = new EnumMap<>(Attribute.class);
    for (Attribute attribute : ATTRIBUTES) {
      LabelledPool pool = new LabelledPool(dataset, attribute);
      if (pool.labels().size() > 1) {
        pools.put(attribute, pool);
      }
    }
    if (pools.isEmpty()) {
      throw new TaskException(
          "%s says neither colours nor shapes nor classes of its images; use the data set shapes for %s."
              .formatted(dataset.name(), Task.WORDS.text()));
    }
    return new InventedWordEpisodes(pools, seed);
  }

  @Override
  public int size() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Episode episode(int index, int shots) {
    Random random = Episodes.random(seed, index);
    List<Attribute> attributes = List.copyOf(pools.keySet());
    Attribute attribute = attributes.get(random.nextInt(attributes.size()));
    LabelledPool pool = pools.get(attribute);
    List<String> values = new ArrayList<>(pool.labels());
    Collections.shuffle(values, random);
    int chosen = random.nextDouble() < THREE_VALUES ? 3 : 2;
    values = values.subList(0, Math.min(values.size(), chosen));
    Map<String, String> words = words(values, random);
    List<Turn> examples = new ArrayList<>();
    for (int shot = 0; shot < shots; shot++) {
      String value = values.get(shot % values.size());
      examples.add(new Turn(pool.draw(value, examples, random), null, words.get(value)));
    }
    Collections.shuffle(examples, random);
    String value = values.get(random.nextInt(values.size()));
    String word = words.get(value);
    Turn request = new Turn(pool.draw(value, examples, random), null, word);
    String kind = attribute.name().toLowerCase(Locale.ROOT);
    return new Episode(examples, request, List.of(word), List.of(), kind);
  }

  private static Map<String, String> words(List<String> values, Random random) {
    List<String> invented = new ArrayList<>(Vocabulary.INVENTED);
    Collections.shuffle(invented, random);
    Map<String, String> words = new HashMap<>();
    for (String value : values) {
      words.put(value, invented.get(words.size()));
    }
    return words;
  }
}
