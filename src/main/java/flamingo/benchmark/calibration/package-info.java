/** Chooses settings on held-out data so that a loss of accuracy stays within a budget. */
package flamingo.benchmark.calibration;
