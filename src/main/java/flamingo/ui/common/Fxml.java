package flamingo.ui.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads the FXML file beside a view's path, with that view as its controller. */
public final class Fxml {
  private Fxml() {}

  /**
   * @param view its fields marked {@code @FXML} are filled; its package is where the file lies
   * @param file such as {@code Dataset.fxml}
   * @throws IllegalStateException if there is no such file
   * @throws UncheckedIOException if the file is not well formed
   */
  public static Parent load(Object view, String file) {
    URL location = view.getClass().getResource(file);
    if (location == null) {
      throw new IllegalStateException("No " + file + " beside " + view.getClass().getName() + ".");
    }
    FXMLLoader loader = new FXMLLoader(location, Texts.bundle());
    loader.setController(view);
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be loaded.", e);
    }
  }
}
