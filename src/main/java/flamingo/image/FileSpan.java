package flamingo.image;

/** A part of a file. */
record FileSpan(long start, int length) {}
