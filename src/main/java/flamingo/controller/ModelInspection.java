package flamingo.controller;

import flamingo.checkpoint.CheckpointException;
import flamingo.checkpoint.InspectedTensor;
import flamingo.checkpoint.Inspection;
import flamingo.checkpoint.MachineMemory;
import flamingo.checkpoint.MemoryNeed;
import flamingo.checkpoint.ModelPart;
import flamingo.checkpoint.OpenFlamingo;
import flamingo.tensor.Precision;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in a model's files and whether this machine has room for it, told from headers alone
 * and the tokenizer.
 *
 * @param found in the files
 * @param machine that the model is to run on
 * @param tokenizerProblem a sentence on why a model that is whole and sound can read no text; empty
 *     if it can
 */
public record ModelInspection(
    Inspection found, MachineMemory machine, Optional<String> tokenizerProblem) {
  /** Examples before the image in question, for which memory is told. */
  public static final List<Integer> SHOTS = List.of(0, 4, 8, 16, 32);

  /**
   * A part of the model, or all of it.
   *
   * @param part null for all
   * @param bytes in the files
   */
  public record PartSize(ModelPart part, int tensors, long parameters, long bytes) {}

  /** Memory that the model takes in a precision, for each of {@link #SHOTS}. */
  public record Need(Precision precision, List<MemoryNeed> byShots) {}

  /**
   * @param path a file, or a folder of a model or of one of its parts
   * @throws flamingo.checkpoint.CheckpointException if nothing of a model lies there, or a file is
   *     not sound
   */
  public static ModelInspection of(Path path) {
    Inspection found = Inspection.of(path);
    return new ModelInspection(
        found, MachineMemory.read(), isWhole(found) ? tokenizerProblem(path) : Optional.empty());
  }

  private static Optional<String> tokenizerProblem(Path path) {
    try (OpenFlamingo model = OpenFlamingo.open(path)) {
      ReleasedTokenizer.of(model);
      return Optional.empty();
    } catch (CheckpointException | IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether all that is there is as it should be. */
  public boolean isSound() {
    return found.isSound() && tokenizerProblem.isEmpty();
  }

  /** Whether loading it would be refused for nothing that is known before. */
  public boolean isLoadable() {
    return isSound() && isWhole(found);
  }

  /**
   * @throws IllegalArgumentException if it is a whole model that can read no text
   */
  public void requireTokenizer() {
    tokenizerProblem.ifPresent(
        problem -> {
          throw new IllegalArgumentException(problem);
        });
  }

  private static boolean isWhole(Inspection found) {
    return found.isSound() && found.config().isPresent();
  }

  /** Sentences on what is missing or does not belong together; empty if all is well. */
  public List<String> problems() {
    return Stream.concat(found.problems().stream(), tokenizerProblem.stream()).toList();
  }

  /** The parts that are there, then all together. */
  public List<PartSize> parts() {
    Stream<PartSize> parts =
        Arrays.stream(ModelPart.values())
            .map(part -> size(part, of(part)))
            .filter(size -> size.tensors() > 0);
    return Stream.concat(parts, Stream.of(size(null, found.tensors()))).toList();
  }

  /** A line a precision; none where it is no whole model. */
  public List<Need> needs() {
    return found
        .config()
        .map(
            config ->
                Arrays.stream(Precision.values())
                    .map(
                        precision ->
                            new Need(
                                precision,
                                SHOTS.stream()
                                    .map(shots -> MemoryNeed.of(config, precision, shots))
                                    .toList()))
                    .toList())
        .orElse(List.of());
  }

  /** Whether the machine has so much memory to give. */
  public boolean fits(MemoryNeed need) {
    return need.total() <= machine.free();
  }

  private List<InspectedTensor> of(ModelPart part) {
    return found.tensors().stream().filter(tensor -> tensor.part() == part).toList();
  }

  private static PartSize size(ModelPart part, List<InspectedTensor> tensors) {
    return new PartSize(
        part,
        tensors.size(),
        tensors.stream().mapToLong(InspectedTensor::elements).sum(),
        tensors.stream().mapToLong(InspectedTensor::bytes).sum());
  }
}
