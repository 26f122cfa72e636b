package flamingo.controller;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.checkpoint.CheckpointException;
import flamingo.dataset.DatasetException;
import flamingo.image.BrokenImageException;
import flamingo.model.CacheFileException;
import flamingo.optimization.PlanException;
import flamingo.report.ReportException;
import flamingo.verify.FixtureException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;

/** What a failure is called to a person. */
public final class Failures {
  private Failures() {}

  /** Sentence, remedy and code of any failure of a task. */
  public static UserFacingError of(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return new UserFacingError(
          "OUT_OF_MEMORY",
          "There was not enough memory for this.",
          "Choose fewer images or a plan that needs less memory; the results so far are kept.",
          trace(failure));
    }
    if (failure instanceof BrokenImageException) {
      return new UserFacingError("IMAGE_BROKEN", failure.getMessage(), "", null);
    }
    if (failure instanceof DatasetException || failure instanceof TaskException) {
      return new UserFacingError("DATASET_UNREADABLE", failure.getMessage(), "", null);
    }
    if (failure instanceof FixtureException
        || failure instanceof CheckpointException
        || failure instanceof CacheFileException) {
      return new UserFacingError("FILE_REFUSED", failure.getMessage(), "", trace(failure));
    }
    if (failure instanceof ReportException) {
      return new UserFacingError("RESULTS_UNWRITABLE", failure.getMessage(), "", trace(failure));
    }
    if (failure instanceof CancellationException) {
      return new UserFacingError(
          "CANCELLED", failure.getMessage(), "The results so far are kept.", null);
    }
    if (failure instanceof PlanException || failure instanceof IllegalArgumentException) {
      return new UserFacingError("INPUT_REFUSED", failure.getMessage(), "", trace(failure));
    }
    if (failure instanceof UnsupportedOperationException && failure.getMessage() != null) {
      return new UserFacingError("NOT_HERE", failure.getMessage(), "", trace(failure));
    }
    return new UserFacingError(
        UserFacingError.UNEXPECTED,
        "Something went wrong that should not: " + failure.getMessage(),
        "The results so far are kept. Please report it with the details below.",
        trace(failure));
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
