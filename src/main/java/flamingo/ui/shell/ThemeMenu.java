package flamingo.ui.shell;

import java.util.Map;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/** The themes as items of a menu, of which one is chosen. */
final class ThemeMenu {
  private ThemeMenu() {}

  static void bind(Theme theme, RadioMenuItem system, RadioMenuItem light, RadioMenuItem dark) {
    ToggleGroup group = new ToggleGroup();
    Map.of(system, ThemeChoice.SYSTEM, light, ThemeChoice.LIGHT, dark, ThemeChoice.DARK)
        .forEach(
            (item, choice) -> {
              item.setToggleGroup(group);
              item.setSelected(choice == theme.choiceProperty().get());
              item.setOnAction(chosen -> theme.choiceProperty().set(choice));
            });
  }
}
