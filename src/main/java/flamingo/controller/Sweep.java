package flamingo.controller;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.Variants;
import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Plans and workloads that someone listed in a JSON file:
 *
 * <pre>
 * {"plans": ["tokens=16", "tokens=16,precision=bf16"], "workloads": ["caption-1", "caption-64"]}
 * </pre>
 *
 * @param plans as {@code --plan} takes them
 * @param workloads the usual ones where none is listed
 */
public record Sweep(List<Selection> plans, List<RequestWorkload> workloads) {
  private static final long MOST_BYTES = 1_000_000;
  private static final int MOST_ROWS = 10_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** What the file holds. */
  private record Listed(
      @JsonProperty("plans") List<String> plans,
      @JsonProperty("workloads") List<String> workloads) {}

  /**
   * Reads a file.
   *
   * @throws PlanException if it cannot be read, is no such list, or a plan or workload is wrong
   */
  public static Sweep read(Path file) throws PlanException {
    Listed listed = listed(file);
    if (listed == null || listed.plans() == null || listed.plans().isEmpty()) {
      throw new PlanException(
          "%s lists no plans; write {\"plans\": [\"tokens=16\"]}.".formatted(file));
    }
    Set<Selection> plans = new LinkedHashSet<>();
    for (String plan : listed.plans()) {
      plans.add(plan(file, plan));
    }
    List<RequestWorkload> workloads =
        listed.workloads() == null || listed.workloads().isEmpty()
            ? RequestWorkload.usual()
            : workloads(file, listed.workloads());
    if ((long) plans.size() * workloads.size() > MOST_ROWS) {
      throw new PlanException(
          "%s asks for more than %d rows; split it.".formatted(file, MOST_ROWS));
    }
    return new Sweep(List.copyOf(plans), workloads);
  }

  private static Listed listed(Path file) throws PlanException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new PlanException(
            "%s has more than %d MB; a list of plans is smaller."
                .formatted(file, MOST_BYTES / 1_000_000));
      }
      return JSON.readValue(file.toFile(), Listed.class);
    } catch (UnrecognizedPropertyException e) {
      throw new PlanException(
          "%s has an entry \"%s\"; only plans and workloads are known."
              .formatted(file, e.getPropertyName()));
    } catch (JsonProcessingException e) {
      throw new PlanException(
          "%s is no JSON list of plans: line %d, column %d is wrong. Write {\"plans\": [\"tokens=16\"]}."
              .formatted(
                  file,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new PlanException("%s cannot be read. Choose a file that exists.".formatted(file));
    }
  }

  private static Selection plan(Path file, String plan) throws PlanException {
    if (plan == null) {
      throw new PlanException("%s has an empty entry among its plans; delete it.".formatted(file));
    }
    try {
      Selection selection = Selection.parse(plan);
      selection.plan();
      return selection;
    } catch (PlanException | IllegalArgumentException e) {
      throw new PlanException("The plan \"%s\" of %s: %s".formatted(plan, file, e.getMessage()));
    }
  }

  private static List<RequestWorkload> workloads(Path file, List<String> names)
      throws PlanException {
    List<RequestWorkload> workloads = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      try {
        workloads.add(RequestWorkload.named(String.valueOf(name)));
      } catch (IllegalArgumentException e) {
        throw new PlanException("%s: %s".formatted(file, e.getMessage()));
      }
    }
    return List.copyOf(workloads);
  }

  /** What is to be measured, the control first. */
  public List<Variant> variants() {
    List<Variant> variants = new ArrayList<>(List.of(Variant.AGAIN));
    for (Selection plan : plans) {
      if (!plan.settings().isEmpty()) {
        variants.addAll(Variants.of(Variant.SWEEP, plan));
      }
    }
    return variants;
  }
}
