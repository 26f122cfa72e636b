package flamingo.ui.dataset;

import flamingo.controller.NamedDatasets;
import flamingo.controller.NamedImages;
import flamingo.ui.common.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/** How many images of a data set that has a name, and by which seed. */
public final class NamedImagesDialog {
  private static final double SPACING = 10;
  private static final double WIDTH = 420;
  private static final int SOME = 200;
  private static final int STEP = 100;
  private static final int SEED = 7;

  private final Spinner<Integer> count = new Spinner<>(1, NamedImages.MOST, SOME, STEP);
  private final Spinner<Integer> seed = new Spinner<>(0, Integer.MAX_VALUE, SEED);
  private final String name;

  private NamedImagesDialog(String name) {
    this.name = name;
  }

  /**
   * @param name {@link NamedDatasets#SHAPES} or {@link NamedDatasets#CIFAR10}
   * @param taken what the user left with OK; not called after Cancel
   */
  public static void show(Window owner, String name, Consumer<NamedImages> taken) {
    NamedImagesDialog content = new NamedImagesDialog(name);
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(Texts.text("named." + name + ".title"));
    dialog.getDialogPane().setId("named-images");
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

  private NamedImages chosen() {
    return new NamedImages(name, count.getValue(), seed.getValue());
  }

  private VBox root() {
    GridPane grid = new GridPane();
    grid.setHgap(SPACING);
    grid.setVgap(SPACING);
    row(grid, 0, "named-count", Texts.text("named.count"), count);
    row(grid, 1, "named-seed", Texts.text("named.seed"), seed);
    Label note =
        new Label(
            Texts.text("named." + name + (NamedDatasets.isMissing(name) ? ".missing" : ".note")));
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    VBox root = new VBox(SPACING, note, grid);
    root.getStyleClass().add("dialog-content");
    root.setPrefWidth(WIDTH);
    return root;
  }

  private static void row(GridPane grid, int row, String id, String text, Spinner<Integer> number) {
    Label label = new Label(text);
    label.setLabelFor(number);
    number.setId(id);
    number.setEditable(true);
    number.setAccessibleText(text);
    grid.addRow(row, label, number);
  }
}
