package flamingo.cli;

import flamingo.controller.BuiltInModels;
import flamingo.controller.ModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options {@code --model}, {@code --encoder} and {@code --draft}. */
final class Model {
  @Option(
      names = "--model",
      paramLabel = "PATH",
      description =
          "The folder of an OpenFlamingo (checkpoint, language model and CLIP), or the file that one was converted to, or other weights for Mini Flamingo, a .safetensors file. Default: the weights that come with the program.")
  private Path weights;

  @Option(
      names = "--encoder",
      paramLabel = "FILE",
      description =
          "An image encoder of your own in the place of the vision tower: a Deeplearning4j ComputationGraph that ModelSerializer wrote. It takes images [B, 3, S, S] and gives maps or vectors as wide as the resampler's input.")
  private Path encoder;

  @Option(
      names = "--draft",
      paramLabel = "DIR",
      description =
          "The folder of a small language model with the tokenizer of --model, which proposes tokens where the plan says speculative. Default: they are looked up in the prompt.")
  private Path draft;

  /** The model, loaded on the thread that calls; a note says if its weights are random. */
  BuiltInModels load(int threads, Console console) {
    BuiltInModels models =
        new BuiltInModels(Runnable::run, threads, new ModelFiles(weights, encoder, draft));
    if (!models.load().join().trained()) {
      console.note("The model is untrained: its weights are random and its answers mean nothing.");
    }
    if (encoder != null) {
      console.note(
          "The model was not trained with this encoder: its answers mean something only if both give the same features.");
    }
    return models;
  }

  /** The weights that were given. */
  Optional<Path> weights() {
    return Optional.ofNullable(weights);
  }

  /** These options again, for another process. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (weights != null) {
      arguments.addAll(List.of("--model", weights.toString()));
    }
    if (encoder != null) {
      arguments.addAll(List.of("--encoder", encoder.toString()));
    }
    if (draft != null) {
      arguments.addAll(List.of("--draft", draft.toString()));
    }
    return arguments;
  }
}
