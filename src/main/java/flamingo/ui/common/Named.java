package flamingo.ui.common;

import java.util.function.Function;
import javafx.util.StringConverter;

/** What the values of a list that is not edited are called; nothing while none is chosen. */
public final class Named<T> extends StringConverter<T> {
  private final Function<T, String> name;

  public Named(Function<T, String> name) {
    this.name = name;
  }

  @Override
  public String toString(T value) {
    return value == null ? "" : name.apply(value);
  }

  @Override
  public T fromString(String text) {
    throw new UnsupportedOperationException("The list is not edited.");
  }
}
