package flamingo.ui.optimization;

import flamingo.optimization.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A slider over the few numbers of a choice, small to large, with the one it stands on beside. */
final class NumberSlider<T> extends HBox {
  private static final double SPACING = 6;
  private static final double WIDTH = 110;

  private final List<T> values;
  private final Slider slider = new Slider();

  /**
   * @param choice of which {@link #fits} says that it is one of numbers
   * @param chosen hears of another value, not of those passed while the mouse drags
   */
  NumberSlider(Choice<T> choice, String name, T initial, Consumer<T> chosen) {
    super(SPACING);
    values =
        choice.values().stream()
            .sorted(Comparator.comparingInt(value -> Integer.parseInt(choice.format(value))))
            .toList();
    setAlignment(Pos.CENTER_RIGHT);
    getStyleClass().add("number-slider");
    Label number = new Label();
    number.getStyleClass().add("slider-value");
    number.setMinWidth(Region.USE_PREF_SIZE);
    setUp(name);
    slider
        .valueProperty()
        .addListener(changed -> number.setText(choice.format(values.get(place()))));
    show(initial);
    number.setText(choice.format(initial));
    slider.valueProperty().addListener(changed -> tellUnlessDragged(chosen));
    slider.valueChangingProperty().addListener(changed -> tellUnlessDragged(chosen));
    getChildren().addAll(slider, number);
  }

  static boolean fits(Choice<?> choice) {
    return choice.values().stream().allMatch(Integer.class::isInstance)
        && written(choice).stream().allMatch(text -> text.matches("[0-9]+"));
  }

  void show(T value) {
    slider.setValue(values.indexOf(value));
  }

  Slider slider() {
    return slider;
  }

  private void setUp(String name) {
    slider.setMax(values.size() - 1);
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    slider.setBlockIncrement(1);
    slider.setPrefWidth(WIDTH);
    slider.setAccessibleText(name);
  }

  private void tellUnlessDragged(Consumer<T> chosen) {
    if (!slider.isValueChanging()) {
      chosen.accept(values.get(place()));
    }
  }

  private int place() {
    return (int) Math.round(slider.getValue());
  }

  private static <V> List<String> written(Choice<V> choice) {
    return choice.values().stream().map(choice::format).toList();
  }
}
