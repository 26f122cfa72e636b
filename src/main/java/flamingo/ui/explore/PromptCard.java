package flamingo.ui.explore;

import flamingo.dataset.Sample;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** An image of the prompt, with its answer where it is an example. */
public final class PromptCard {
  private final Sample image;
  private final StringProperty text;

  PromptCard(Sample image) {
    this.image = image;
    this.text = new SimpleStringProperty(known(image));
  }

  public Sample image() {
    return image;
  }

  StringProperty textProperty() {
    return text;
  }

  /** The name of the file, or the id where there is none. */
  String name() {
    return image.file() == null ? image.id() : image.file().getFileName().toString();
  }

  private static String known(Sample image) {
    if (!image.annotation().captions().isEmpty()) {
      return image.annotation().captions().get(0);
    }
    return image.label() == null ? "" : image.label();
  }
}
