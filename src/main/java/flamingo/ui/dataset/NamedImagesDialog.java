package flamingo.ui.dataset;

import flamingo.controller.NamedDatasets;
import flamingo.controller.NamedImages;
import flamingo.ui.common.Form;
import flamingo.ui.common.ModalDialog;
import flamingo.ui.common.Texts;
import flamingo.ui.common.TypedNumber;
import java.util.function.Consumer;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
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
    new ModalDialog(
            owner,
            "named-images",
            Texts.text("named." + name + ".title"),
            content.root(),
            ButtonType.OK,
            ButtonType.CANCEL)
        .open(() -> taken.accept(content.chosen()));
  }

  private NamedImages chosen() {
    return new NamedImages(name, count.getValue(), seed.getValue());
  }

  private VBox root() {
    TypedNumber.in(count);
    TypedNumber.in(seed);
    Form form = new Form();
    form.row("named-count", Texts.text("named.count"), count);
    form.row("named-seed", Texts.text("named.seed"), seed);
    Label note =
        new Label(
            Texts.text("named." + name + (NamedDatasets.isMissing(name) ? ".missing" : ".note")));
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    VBox root = new VBox(SPACING, note, form);
    root.getStyleClass().add("dialog-content");
    root.setPrefWidth(WIDTH);
    return root;
  }
}
