/**
 * The tables in which the study that this program grew out of explored the architecture, measured
 * anew.
 */
package flamingo.benchmark.exploration;
