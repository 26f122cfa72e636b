package flamingo.dataset.content;

import java.util.List;

/**
 * What there is to say about an image: figures on a background, or a class of photographs.
 *
 * @param figures in reading order; empty for a photograph
 * @param background null for a photograph
 * @param category null where there are figures
 */
public record Picture(List<Figure> figures, String background, String category) {
  public static Picture photo(String category) {
    return new Picture(List.of(), null, category);
  }

  public boolean isPhoto() {
    return category != null;
  }
}
