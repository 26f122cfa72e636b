/**
 * The experiments in which the study that this program grew out of explored the architecture, in
 * its own settings, and those that show how cost and answers change with size.
 */
package flamingo.benchmark.exploration;
