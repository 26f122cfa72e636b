package flamingo.checkpoint;

/** A pickle that asks for a Python name which weight files have no need of. */
final class ForbiddenGlobalException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param name module and name, for instance {@code os.system}
   */
  ForbiddenGlobalException(String name) {
    super(name);
  }
}
