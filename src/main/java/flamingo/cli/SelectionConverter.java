package flamingo.cli;

import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --plan}. */
final class SelectionConverter implements ITypeConverter<Selection> {
  @Override
  public Selection convert(String text) {
    try {
      return Selection.parse(text);
    } catch (PlanException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
