package flamingo.ui.shell;

import flamingo.tensor.engine.Engines;
import flamingo.ui.common.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.StringConverter;

/** Shows the preferences and gives back those that the user left with OK. */
final class PreferencesDialog {
  private static final double SPACING = 10;
  private static final double WIDTH = 520;
  private static final int FONT_STEP = 10;
  private static final List<String> LANGUAGES = List.of("", "en", "de");

  private final Spinner<Integer> threads;
  private final Spinner<Integer> memory;
  private final ComboBox<ThemeChoice> theme;
  private final Spinner<Integer> font;
  private final ComboBox<String> language;
  private final TextField mirror;
  private final CheckBox openLast = new CheckBox(Texts.text("preferences.open.last"));
  private final GridPane grid = new GridPane();

  private PreferencesDialog(Preferences now) {
    threads = new Spinner<>(1, Engines.processors(), now.threads());
    memory = new Spinner<>(0, Preferences.MOST_GIGABYTES, now.memoryGigabytes());
    theme = choice(List.of(ThemeChoice.values()), now.theme(), PreferencesDialog::name);
    font =
        new Spinner<>(
            Preferences.SMALLEST_FONT, Preferences.LARGEST_FONT, now.fontPercent(), FONT_STEP);
    language = choice(LANGUAGES, now.language(), PreferencesDialog::languageName);
    mirror = new TextField(now.mirror());
    mirror.setPromptText(Texts.text("preferences.mirror.none"));
    openLast.setSelected(now.openLast());
    openLast.setId("preferences-open-last");
    fill();
  }

  /**
   * @param taken what the user left with OK; not called after Cancel
   */
  static void show(Window owner, Preferences now, Consumer<Preferences> taken) {
    PreferencesDialog content = new PreferencesDialog(now);
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(Texts.text("preferences.title"));
    dialog.getDialogPane().setId("preferences");
    dialog.getDialogPane().setContent(content.root());
    dialog.getDialogPane().getButtonTypes().addAll(ButtonType.OK, ButtonType.CANCEL);
    dialog.setOnHidden(
        hidden ->
            Optional.ofNullable(dialog.getResult())
                .filter(ButtonType.OK::equals)
                .ifPresent(ok -> taken.accept(content.chosen())));
    dialog.show();
    dialog.getDialogPane().getScene().getWindow().sizeToScene();
  }

  private Preferences chosen() {
    return new Preferences(
        threads.getValue(),
        memory.getValue(),
        theme.getValue(),
        font.getValue(),
        language.getValue(),
        mirror.getText().strip(),
        openLast.isSelected());
  }

  private VBox root() {
    Label note = new Label(Texts.text("preferences.restart"));
    note.getStyleClass().add("muted");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    VBox root = new VBox(SPACING, grid, openLast, note);
    root.getStyleClass().add("dialog-content");
    root.setPrefWidth(WIDTH);
    return root;
  }

  private void fill() {
    grid.setHgap(SPACING);
    grid.setVgap(SPACING);
    threads.setEditable(true);
    memory.setEditable(true);
    row("preferences-theme", Texts.text("preferences.theme"), theme);
    row("preferences-font", Texts.text("preferences.font"), font);
    row("preferences-language", Texts.text("preferences.language"), language);
    row("preferences-threads", Texts.text("preferences.threads"), threads);
    row("preferences-memory", Texts.text("preferences.memory"), memory);
    row("preferences-mirror", Texts.text("preferences.mirror"), mirror);
  }

  private void row(String id, String text, Control control) {
    Label label = new Label(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(control);
    control.setId(id);
    control.setAccessibleText(text);
    control.setMaxWidth(Double.MAX_VALUE);
    GridPane.setHgrow(control, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), label, control);
  }

  private static <T> ComboBox<T> choice(List<T> values, T now, Function<T, String> name) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().addAll(values);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public T fromString(String text) {
            return values.stream().filter(v -> name.apply(v).equals(text)).findFirst().orElse(now);
          }
        });
    box.setValue(values.contains(now) ? now : values.get(0));
    return box;
  }

  private static String name(ThemeChoice choice) {
    return switch (choice) {
      case SYSTEM -> Texts.text("menu.theme.system");
      case LIGHT -> Texts.text("menu.theme.light");
      case DARK -> Texts.text("menu.theme.dark");
    };
  }

  private static String languageName(String tag) {
    return switch (tag) {
      case "en" -> "English";
      case "de" -> "Deutsch";
      default -> Texts.text("preferences.language.system");
    };
  }
}
