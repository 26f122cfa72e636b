package flamingo.controller;

/**
 * A folder that was opened.
 *
 * @param images that can be read
 * @param broken files that cannot
 */
public record DatasetSummary(String name, int images, int broken) {}
