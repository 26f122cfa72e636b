/** Requests as they are timed: images and prompts of a data set, by one plan after another. */
package flamingo.benchmark.request;
