/** Where the time of a workload goes, operation by operation, against what the machine can do. */
package flamingo.benchmark.profile;
