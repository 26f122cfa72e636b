/** Searches for the fastest plan that keeps within a budget of accuracy. */
package flamingo.benchmark.tune;
