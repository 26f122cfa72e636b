package flamingo.ui.shell;

import flamingo.tensor.engine.Engines;
import flamingo.ui.common.Form;
import flamingo.ui.common.ModalDialog;
import flamingo.ui.common.Named;
import flamingo.ui.common.Texts;
import flamingo.ui.common.TypedNumber;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

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
  private final Form form = new Form();

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
    new ModalDialog(
            owner,
            "preferences",
            Texts.text("preferences.title"),
            content.root(),
            ButtonType.OK,
            ButtonType.CANCEL)
        .open(() -> taken.accept(content.chosen()));
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
    VBox root = new VBox(SPACING, form, openLast, note);
    root.getStyleClass().add("dialog-content");
    root.setPrefWidth(WIDTH);
    return root;
  }

  private void fill() {
    TypedNumber.in(threads);
    TypedNumber.in(memory);
    TypedNumber.in(font);
    form.row("preferences-theme", Texts.text("preferences.theme"), theme);
    form.row("preferences-font", Texts.text("preferences.font"), font);
    form.row("preferences-language", Texts.text("preferences.language"), language);
    form.row("preferences-threads", Texts.text("preferences.threads"), threads);
    form.row("preferences-memory", Texts.text("preferences.memory"), memory);
    form.row("preferences-mirror", Texts.text("preferences.mirror"), mirror);
  }

  private static <T> ComboBox<T> choice(List<T> values, T now, Function<T, String> name) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().addAll(values);
    box.setConverter(new Named<>(name));
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
