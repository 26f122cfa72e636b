package flamingo.ui.common;

import javafx.scene.control.Spinner;
import javafx.util.StringConverter;

/**
 * A spinner whose number can be typed. It counts with Enter, and as soon as the keyboard leaves the
 * field; what is no number is put back.
 */
public final class TypedNumber {
  private TypedNumber() {}

  public static <T> void in(Spinner<T> spinner) {
    spinner.setEditable(true);
    spinner.getEditor().accessibleTextProperty().bind(spinner.accessibleTextProperty());
    StringConverter<T> usual = spinner.getValueFactory().getConverter();
    spinner
        .getValueFactory()
        .setConverter(
            new StringConverter<>() {
              @Override
              public String toString(T number) {
                return usual.toString(number);
              }

              @Override
              public T fromString(String typed) {
                try {
                  T number = usual.fromString(typed);
                  return number == null ? spinner.getValue() : number;
                } catch (RuntimeException noNumber) { // that of a factory wraps a ParseException
                  return spinner.getValue();
                }
              }
            });
    spinner
        .focusedProperty()
        .addListener(
            (observed, before, now) -> {
              if (!now) {
                spinner.commitValue();
                spinner.cancelEdit();
              }
            });
  }
}
