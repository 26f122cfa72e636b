package flamingo.ui;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The one stage that TestFX shows the content of every test in. */
public final class SharedStage {
  private SharedStage() {}

  public static void show(Stage stage, Parent content, double width, double height) {
    stage.setScene(new Scene(content, width, height));
    stage.show();
    fit(stage);
  }

  /** Forgets the size and the place that another test left it in. */
  public static void fit(Stage stage) {
    stage.sizeToScene();
    stage.centerOnScreen();
  }
}
