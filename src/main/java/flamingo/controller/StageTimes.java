package flamingo.controller;

/** Milliseconds of each stage of a request. */
public record StageTimes(double encode, double prefill, double decode) {}
