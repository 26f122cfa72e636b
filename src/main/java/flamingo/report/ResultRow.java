package flamingo.report;

/**
 * A measured variant: one component a CSV column, in the order of the columns, named as they are
 * but for the style. Null where a value was not measured.
 *
 * @param runId the same for all rows of a run
 * @param timestamp ISO 8601, UTC
 * @param plan as {@code Selection} writes it; empty for the dense baseline
 * @param medianMs of a request, as the other times
 * @param samples requests that were timed
 * @param forks fresh processes they were timed in; 0 for within this one
 * @param baseline variant that {@code speedup} is against
 * @param tokenAgreement share of generated tokens that are the baseline's, 0 to 1
 * @param cacheHitRate 0 to 1
 * @param kernel which code multiplied
 */
public record ResultRow(
    String runId,
    String timestamp,
    String experiment,
    String workload,
    String variant,
    String plan,
    Double medianMs,
    Double p90Ms,
    Double p99Ms,
    Integer samples,
    Integer forks,
    Double throughputPerS,
    String baseline,
    Double speedup,
    Double speedupCiLow,
    Double speedupCiHigh,
    Double relativeL2Error,
    Double tokenAgreement,
    Double accuracy,
    Double accuracyCiLow,
    Double accuracyCiHigh,
    String accuracyTask,
    Long peakMemoryBytes,
    Long weightBytes,
    Double cacheHitRate,
    Double acceptanceRate,
    Double meanDepth,
    String kernel,
    String isa,
    Integer threads,
    String model,
    String modelSha256,
    String dataset,
    Integer images,
    Long seed,
    String appVersion,
    String javaVersion,
    String os,
    String cpu) {}
