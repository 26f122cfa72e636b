package flamingo.ui;

import flamingo.ui.shell.FileDialogs;
import java.nio.file.Path;
import java.util.Optional;

/** A user who always chooses the same. */
public final class ChosenFiles implements FileDialogs {
  private volatile Path folder;
  private volatile Path csv;
  private volatile Path model;

  @Override
  public Optional<Path> folder(Path initial) {
    return Optional.ofNullable(folder);
  }

  @Override
  public Optional<Path> modelFolder(Path initial) {
    return Optional.ofNullable(model);
  }

  @Override
  public Optional<Path> modelFile(Path initial) {
    return Optional.ofNullable(model);
  }

  @Override
  public Optional<Path> saveResults(String name) {
    return Optional.ofNullable(csv);
  }

  public void chooseFolder(Path chosen) {
    folder = chosen;
  }

  public void chooseModel(Path chosen) {
    model = chosen;
  }

  public void chooseCsv(Path chosen) {
    csv = chosen;
  }
}
