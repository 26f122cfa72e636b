package flamingo.ui.optimization;

import flamingo.optimization.Choice;
import flamingo.ui.common.Named;
import flamingo.ui.common.RegistryText;
import flamingo.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * A parameter of an optimization: a slider for numbers, else a few values side by side or a list to
 * choose from.
 */
final class ChoiceControl<T> extends HBox {
  private static final double SPACING = 8;
  private static final int SIDE_BY_SIDE = 6;

  private final OptimizationItem item;
  private final Choice<T> choice;
  private final String name;

  ChoiceControl(OptimizationItem item, Choice<T> choice) {
    super(SPACING);
    this.item = item;
    this.choice = choice;
    this.name = Texts.text(RegistryText.name(item.description(), choice));
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("parameter");
    Label label = new Label(name);
    label.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Node control = NumberSlider.fits(choice) ? slider() : isShort() ? segments() : list();
    control.setId("parameter-" + item.description().id() + "-" + choice.id());
    label.setLabelFor(control);
    getChildren().addAll(label, gap, control);
    disableProperty().bind(item.onProperty().not());
  }

  private boolean isShort() {
    int letters = choice.values().stream().mapToInt(value -> choice.format(value).length()).sum();
    return choice.values().size() <= SIDE_BY_SIDE && letters <= 14;
  }

  private Node slider() {
    NumberSlider<T> numbers =
        new NumberSlider<>(choice, name, current(), value -> item.set(choice, value));
    item.settingsProperty().addListener((observed, before, now) -> numbers.show(current()));
    return numbers;
  }

  private Node segments() {
    ToggleGroup group = new ToggleGroup();
    HBox row = new HBox();
    row.getStyleClass().add("segments");
    int last = choice.values().size() - 1;
    for (int i = 0; i <= last; i++) {
      ToggleButton segment = segment(choice.values().get(i));
      segment.setToggleGroup(group);
      if (last > 0) {
        segment
            .getStyleClass()
            .add(i == 0 ? "left-pill" : i == last ? "right-pill" : "center-pill");
      }
      row.getChildren().add(segment);
    }
    return row;
  }

  private ToggleButton segment(T value) {
    ToggleButton segment = new ToggleButton(choice.format(value));
    segment.setMinWidth(Region.USE_PREF_SIZE);
    segment.setAccessibleText(
        Texts.text("optimization.parameter.accessible", name, choice.format(value)));
    segment.setSelected(value.equals(current()));
    item.settingsProperty()
        .addListener((observed, before, now) -> segment.setSelected(value.equals(current())));
    segment.setOnAction(
        pressed -> {
          item.set(choice, value);
          segment.setSelected(true);
        });
    return segment;
  }

  private Node list() {
    ComboBox<T> list = new ComboBox<>();
    list.getItems().setAll(choice.values());
    list.setConverter(new Named<>(choice::format));
    list.setAccessibleText(name);
    list.setValue(current());
    list.setOnAction(chosen -> item.set(choice, list.getValue()));
    item.settingsProperty().addListener((observed, before, now) -> list.setValue(current()));
    return list;
  }

  private T current() {
    return item.settingsProperty().get().get(choice);
  }
}
