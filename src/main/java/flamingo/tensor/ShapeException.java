package flamingo.tensor;

/** Arrays whose shapes do not meet; the message names what was given and what was expected. */
public final class ShapeException extends IllegalArgumentException {
  public ShapeException(String message) {
    super(message);
  }
}
