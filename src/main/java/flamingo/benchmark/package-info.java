/** Experiments, the paired sampler, statistics and the environment they ran in. */
package flamingo.benchmark;
