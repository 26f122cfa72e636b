package flamingo.ui.explore;

import flamingo.controller.ExploreRequest.Template;
import flamingo.dataset.Sample;
import flamingo.dataset.content.Question;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** An image of the prompt, with its answer where it is an example. */
public final class PromptCard {
  private final Sample image;
  private final StringProperty text;

  PromptCard(Sample image, String text) {
    this.image = image;
    this.text = new SimpleStringProperty(text);
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

  /** What is known of an image that answers such a request; empty where nothing is. */
  static String known(Sample image, Template template, String question) {
    String label = image.label() == null ? "" : image.label();
    return switch (template) {
      case CLASSIFY -> label;
      case CAPTION -> image.annotation().captions().stream().findFirst().orElse(label);
      case QUESTION ->
          image.annotation().questions().stream()
              .filter(known -> known.text().equalsIgnoreCase(question.strip()))
              .map(Question::answer)
              .findFirst()
              .orElse(label);
    };
  }
}
