package flamingo.train.text;

import flamingo.dataset.shapes.Scenes;
import flamingo.dataset.content.Attribute;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Vocabulary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The pictures of a batch, and which of them have a label. */
public final class PicturePool {
  private final List<Picture> pictures;
  private final Map<Attribute, Map<String, List<Integer>>> byLabel = new EnumMap<>(Attribute.class);

  public PicturePool(List<Picture> pictures) {
    this.pictures = List.copyOf(pictures);
    for (Attribute attribute : Attribute.values()) {
      Map<String, List<Integer>> labels = new TreeMap<>();
      for (int i = 0; i < pictures.size(); i++) {
        String label = attribute.of(pictures.get(i));
        if (label != null) {
          labels.computeIfAbsent(label, absent -> new ArrayList<>()).add(i);
        }
      }
      byLabel.put(attribute, labels);
    }
  }

  /** Pictures that exist in words only: half of them of one figure, a share of photographs. */
  public static PicturePool imagined(int count, double photos, SplittableRandom random) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(
          random.nextDouble() < photos
              ? Picture.photo(Vocabulary.any(Vocabulary.CATEGORIES, random))
              : Scenes.any(random));
    }
    return new PicturePool(pictures);
  }

  public int size() {
    return pictures.size();
  }

  /** Whether pictures differ in this. */
  public boolean has(Attribute attribute) {
    return byLabel.get(attribute).size() > 1;
  }

  Picture get(int index) {
    return pictures.get(index);
  }

  /** Pictures of each label that occurs. */
  Map<String, List<Integer>> byLabel(Attribute attribute) {
    return byLabel.get(attribute);
  }
}
