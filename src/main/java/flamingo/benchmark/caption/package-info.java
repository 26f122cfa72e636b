/** How good captions are, against those that people wrote. */
package flamingo.benchmark.caption;
