package flamingo.ui.shell;

import flamingo.controller.LoadedModel;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import flamingo.ui.model.InspectionDialog;
import flamingo.ui.model.ModelMenu;
import flamingo.ui.model.ModelViewModel;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/** The models that one can choose, in the menu and in the toolbar, which names the chosen one. */
final class ModelChooser {
  private final ShellViewModel shell;
  private final ModelViewModel models;
  private final MenuButton name;

  private ModelChooser(ShellViewModel shell, MenuButton name) {
    this.shell = shell;
    this.models = shell.models();
    this.name = name;
  }

  /**
   * @param menu gets the models
   * @param name gets them too, and tells which one is loaded
   */
  static void in(ShellViewModel shell, Menu menu, MenuButton name) {
    ModelChooser chooser = new ModelChooser(shell, name);
    menu.getItems().setAll(chooser.items("menu-model"));
    name.getItems().setAll(chooser.items("model"));
    chooser.models.loadedProperty().addListener(changed -> chooser.show());
    chooser.models.loadingProperty().addListener(changed -> chooser.show());
    chooser.show();
  }

  private List<MenuItem> items(String id) {
    return ModelMenu.items(models, id, this::openFolder, this::openPackedFile);
  }

  private void openFolder() {
    if (shell.chooseModelFolder()) {
      InspectionDialog.show(name.getScene().getWindow(), models);
    }
  }

  private void openPackedFile() {
    if (shell.chooseModelFile()) {
      InspectionDialog.show(name.getScene().getWindow(), models);
    }
  }

  private void show() {
    LoadedModel loaded = models.loadedProperty().get();
    boolean loading = models.loadingProperty().get();
    String text = loading ? Texts.text("model.loading") : Texts.text("model.none");
    if (loaded != null) {
      text = loaded.name();
      String parameters = Texts.text("model.parameters", Numbers.count(loaded.parameters()));
      name.setTooltip(new Tooltip(Texts.text("model.choose") + "\n" + parameters));
    }
    name.setText(text);
    name.setAccessibleText(Texts.text("model.accessible", text));
  }
}
