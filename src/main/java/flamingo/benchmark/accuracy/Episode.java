package flamingo.benchmark.accuracy;

import java.util.List;

/**
 * One request with its examples.
 *
 * @param examples shown with their answers, in this order
 * @param accepted answers that count as right
 * @param choices answers of which the likeliest is taken; empty where the model writes freely
 * @param kind of the request, for figures apart
 */
record Episode(
    List<Turn> examples, Turn request, List<String> accepted, List<String> choices, String kind) {}
