package flamingo.checkpoint;

/**
 * A pickle that is not one, or goes beyond what weight files need; the message names what it has.
 */
final class MalformedPickleException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedPickleException(String found) {
    super(found);
  }
}
