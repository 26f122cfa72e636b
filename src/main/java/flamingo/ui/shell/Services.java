package flamingo.ui.shell;

import flamingo.controller.AccuracyController;
import flamingo.controller.BenchmarkController;
import flamingo.controller.DatasetController;
import flamingo.controller.ExperimentController;
import flamingo.controller.ExploreController;
import flamingo.controller.ModelController;
import flamingo.controller.TuneController;
import flamingo.ui.common.ErrorReporter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the window works with.
 *
 * @param ui the window's thread
 * @param background where files are read and written
 * @param files asks for folders and files
 * @param browser opens a page
 * @param samples the folder of the sample images, where it is found
 * @param home where results are kept
 */
public record Services(
    Executor ui,
    Executor background,
    ErrorReporter errors,
    ModelController models,
    DatasetController datasets,
    BenchmarkController benchmarks,
    ExploreController explorer,
    AccuracyController accuracies,
    TuneController tuner,
    ExperimentController experiments,
    FileDialogs files,
    Consumer<String> browser,
    Supplier<Optional<Path>> samples,
    Path home) {}
