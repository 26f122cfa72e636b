package flamingo.dataset;

import java.nio.file.Path;

/**
 * A file or subfolder that was skipped.
 *
 * @param reason one sentence: what is wrong and what to do
 */
public record BrokenFile(Path file, String reason) {}
