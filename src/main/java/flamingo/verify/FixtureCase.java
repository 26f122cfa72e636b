package flamingo.verify;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One case of a fixture.
 *
 * @param settings the case's own settings
 * @param expected the tolerance of each output that has a reference value
 * @param reject whether the input must be refused
 * @param informative whether the outputs may differ
 */
record FixtureCase(
    String name,
    Section settings,
    Map<String, Tolerance> expected,
    boolean reject,
    boolean informative) {

  static FixtureCase of(Section section) {
    Map<String, Tolerance> expected = new LinkedHashMap<>();
    section.child("expected").children().forEach((k, v) -> expected.put(k, Tolerance.of(v)));
    return new FixtureCase(
        section.text("name"),
        section,
        expected,
        section.flag("reject"),
        section.flag("informative"));
  }
}
