package flamingo.benchmark.accuracy;

import flamingo.dataset.Sample;

/**
 * An image with what is asked of it and what is right.
 *
 * @param question null where the prompt asks nothing
 * @param answer what an example says, and what a request should get
 */
record Turn(Sample image, String question, String answer) {}
