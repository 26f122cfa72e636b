package flamingo.controller;

/**
 * What the model says.
 *
 * @param tokens how many it took
 * @param millis encoding, reading and writing together
 * @param trained false where the weights are random and the text means nothing
 */
public record Answer(String text, int tokens, double millis, boolean trained) {}
