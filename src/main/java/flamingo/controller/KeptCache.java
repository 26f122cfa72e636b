package flamingo.controller;

import flamingo.model.CacheFile;
import flamingo.model.CacheFileException;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes the cache of images from one run to the next.
 *
 * @param file written at the end, and read at the beginning if it is there; null for none
 */
public record KeptCache(Path file) {
  /** Every run begins cold. */
  public static final KeptCache NONE = new KeptCache(null);

  /**
   * A model that knows the images of the file.
   *
   * @throws CacheFileException if the file is damaged or of another model or plan, or the plan has
   *     no cache
   * @throws IllegalArgumentException if the plan is not possible, or there is not enough memory
   */
  PreparedFlamingo prepare(BuiltInModels models, Selection selection) {
    PreparedFlamingo model = models.session().prepare(selection.plan());
    if (file != null) {
      try {
        CacheFile kept = model.cacheFile(file, models.contents());
        if (Files.exists(file)) {
          kept.load();
        }
      } catch (CacheFileException refused) {
        model.close();
        throw refused;
      }
    }
    return model;
  }

  /**
   * Writes what the model's cache holds.
   *
   * @throws CacheFileException if it cannot be written
   */
  void keep(BuiltInModels models, PreparedFlamingo model) {
    if (file != null) {
      model.cacheFile(file, models.contents()).save();
    }
  }
}
