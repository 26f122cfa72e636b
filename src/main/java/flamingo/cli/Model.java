package flamingo.cli;

import flamingo.controller.BuiltInModels;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --model}. */
final class Model {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "Other weights for Mini Flamingo, a .safetensors file. Default: those that come with the program.")
  private Path weights;

  /** The model, loaded on the thread that calls; a note says if its weights are random. */
  BuiltInModels load(int threads, Console console) {
    BuiltInModels models = new BuiltInModels(Runnable::run, threads, weights);
    if (!models.load().join().trained()) {
      console.note("The model is untrained: its weights are random and its answers mean nothing.");
    }
    return models;
  }
}
