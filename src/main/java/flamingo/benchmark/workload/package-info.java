/**
 * Pieces of work of fixed size, on random weights, under the names that the PyTorch peers share;
 * for speed alone.
 */
package flamingo.benchmark.workload;
