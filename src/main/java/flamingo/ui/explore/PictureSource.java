package flamingo.ui.explore;

import flamingo.dataset.Sample;
import java.util.function.Consumer;
import javafx.scene.image.Image;

/** Hands out small pictures of images, later where they have to be decoded first. */
@FunctionalInterface
public interface PictureSource {
  void request(Sample image, Consumer<Image> receiver);
}
