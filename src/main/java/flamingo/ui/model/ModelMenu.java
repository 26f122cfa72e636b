package flamingo.ui.model;

import flamingo.controller.ModelChoice;
import flamingo.ui.common.Texts;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The models that can be chosen, as items of a menu; the one under study is marked. */
public final class ModelMenu {
  private final ModelViewModel model;
  private final String id;

  private ModelMenu(ModelViewModel model, String id) {
    this.model = model;
    this.id = id;
  }

  /**
   * @param id that those of the items begin with
   * @param folder asks for a folder
   * @param file asks for a file
   */
  public static List<MenuItem> items(
      ModelViewModel model, String id, Runnable folder, Runnable file) {
    ModelMenu menu = new ModelMenu(model, id);
    return List.of(
        menu.choice("mini", Texts.text("model.mini"), ModelChoice.MINI),
        menu.choice("study", Texts.text("model.study"), ModelChoice.STUDY),
        new SeparatorMenuItem(),
        menu.asking("folder", Texts.text("model.open.folder"), folder),
        menu.asking("file", Texts.text("model.open.file"), file));
  }

  private MenuItem choice(String name, String text, ModelChoice choice) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setId(id + "-" + name);
    item.disableProperty().bind(model.changeable().not());
    item.setOnAction(
        chosen -> {
          mark(item, choice);
          model.open(choice);
        });
    model.choiceProperty().addListener(changed -> mark(item, choice));
    mark(item, choice);
    return item;
  }

  /** A click marks an item before its model is there, which it may never be. */
  private void mark(RadioMenuItem item, ModelChoice choice) {
    item.setSelected(choice.equals(model.choiceProperty().get()));
  }

  private MenuItem asking(String name, String text, Runnable ask) {
    MenuItem item = new MenuItem(text);
    item.setId(id + "-" + name);
    item.setOnAction(chosen -> ask.run());
    return item;
  }
}
