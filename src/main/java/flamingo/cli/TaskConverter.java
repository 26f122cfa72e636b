package flamingo.cli;

import flamingo.benchmark.accuracy.Task;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --task}. */
final class TaskConverter implements ITypeConverter<Task> {
  @Override
  public Task convert(String text) {
    try {
      return Task.named(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
