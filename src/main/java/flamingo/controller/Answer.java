package flamingo.controller;

import flamingo.generate.DecodingStatistics;

/**
 * What the model says.
 *
 * @param decoding tokens, and the passes that they took
 * @param millis encoding, reading and writing together
 * @param trained false where the weights are random and the text means nothing
 */
public record Answer(String text, DecodingStatistics decoding, double millis, boolean trained) {}
