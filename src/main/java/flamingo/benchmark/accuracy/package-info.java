/** How often a model answers right: tasks, episodes of examples and a request, and intervals. */
package flamingo.benchmark.accuracy;
