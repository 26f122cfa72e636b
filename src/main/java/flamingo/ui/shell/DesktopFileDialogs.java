package flamingo.ui.shell;

import flamingo.ui.common.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The desktop's own dialogs. */
public final class DesktopFileDialogs implements FileDialogs {
  private final Window owner;

  public DesktopFileDialogs(Window owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Path> folder(Path initial) {
    return folder(initial, Texts.text("choose.folder"));
  }

  @Override
  public Optional<Path> modelFolder(Path initial) {
    return folder(initial, Texts.text("choose.model.folder"));
  }

  @Override
  public Optional<Path> modelFile(Path initial) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.text("choose.model.file"));
    if (initial != null && Files.isDirectory(initial)) {
      chooser.setInitialDirectory(initial.toFile());
    }
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(Texts.text("choose.model.kind"), "*.safetensors"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  private Optional<Path> folder(Path initial, String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    if (initial != null && Files.isDirectory(initial)) {
      chooser.setInitialDirectory(initial.toFile());
    }
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
  }

  @Override
  public Optional<Path> saveResults(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.text("choose.export"));
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("CSV", "*.csv"),
            new FileChooser.ExtensionFilter("JSON", "*.json"),
            new FileChooser.ExtensionFilter("Markdown", "*.md"),
            new FileChooser.ExtensionFilter(Texts.text("choose.export.chart"), "*.png"));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }
}
