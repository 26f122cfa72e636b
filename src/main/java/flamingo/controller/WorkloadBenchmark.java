package flamingo.controller;

import flamingo.benchmark.Flaw;
import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.ProcessMemory;
import flamingo.benchmark.Sampler;
import flamingo.benchmark.Times;
import flamingo.benchmark.profile.Profile;
import flamingo.benchmark.request.Divergence;
import flamingo.benchmark.workload.OpenWorkload;
import flamingo.benchmark.workload.Workload;
import flamingo.benchmark.workload.Workloads;
import flamingo.controller.WorkloadRequest.Beside;
import flamingo.model.ExecutionPlan;
import flamingo.optimization.Selection;
import flamingo.tensor.engine.Engine;
import flamingo.tensor.engine.Engines;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Measures workloads on the thread that calls. */
public final class WorkloadBenchmark {
  private static final String DENSE = "dense";

  private final Sampler sampler;

  /**
   * @param cancelled asked before every sample; true ends with the samples so far
   */
  public WorkloadBenchmark(BooleanSupplier cancelled) {
    this.sampler = new Sampler(cancelled);
  }

  /**
   * The requested plan and, after it, what it is compared with, measured A B B A.
   *
   * @throws IllegalArgumentException if there is no such workload, or it has no use for the plan
   */
  public List<WorkloadTimes> run(WorkloadRequest request) {
    Workload workload = workload(request.workload());
    Engine engine = Engines.fastest(request.threads());
    Arm plan = new Arm(workload, engine, request.selection());
    if (request.beside() == null) {
      return List.of(plan.alone(sampler.time(plan.open.call(), request.samples())));
    }
    Arm beside = beside(workload, engine, request);
    PairedTimes times = sampler.compare(beside.open.call(), plan.open.call(), request.samples());
    return List.of(
        plan.compared(times, beside), beside.alone(new Times(times.baseline(), times.steady())));
  }

  /**
   * Where the time of the requested plan goes, over as many passes as samples were asked for.
   *
   * @throws IllegalArgumentException as {@link #run} does
   */
  public Profile profile(WorkloadRequest request) {
    Workload workload = workload(request.workload());
    Engine engine = Engines.fastest(request.threads());
    return Profile.of(
        workload, engine.ops(), request.selection().plan(), request.samples(), sampler);
  }

  private static Arm beside(Workload workload, Engine engine, WorkloadRequest request) {
    return request.beside() == Beside.ND4J
        ? new Arm(workload, Engines.reference(request.threads()), request.selection())
        : new Arm(workload, engine, Selection.NONE);
  }

  private static Workload workload(String name) {
    return Workloads.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no workload %s. Known are %s; and %s."
                        .formatted(
                            name,
                            Workloads.usual().stream()
                                .map(Workload::name)
                                .collect(Collectors.joining(", ")),
                            String.join(", ", Workloads.patterns()))));
  }

  /** A plan on an engine. */
  private static final class Arm {
    private final Workload workload;
    private final Engine engine;
    private final String variant;
    private final ExecutionPlan plan;
    private final OpenWorkload open;

    Arm(Workload workload, Engine engine, Selection selection) {
      this.workload = workload;
      this.engine = engine;
      this.variant = selection.equals(Selection.NONE) ? DENSE : selection.text();
      this.plan = selection.plan();
      this.open = workload.open(engine.ops(), plan);
    }

    WorkloadTimes alone(Times times) {
      return new WorkloadTimes(
          workload.name(),
          engine.info(),
          variant,
          plan.precision(),
          times,
          open.flops(),
          open.kernel(),
          open.attentionKept().getAsDouble(),
          ProcessMemory.peakBytes(),
          null,
          null,
          Double.NaN,
          times.steady() ? Set.of() : Set.of(Flaw.UNSTEADY));
    }

    private double error(Arm baseline) {
      return open.scores() == null
          ? Double.NaN
          : Divergence.relativeL2(open.scores().get(), baseline.open.scores().get());
    }

    WorkloadTimes compared(PairedTimes times, Arm baseline) {
      return new WorkloadTimes(
          workload.name(),
          engine.info(),
          variant,
          plan.precision(),
          new Times(times.variant(), times.steady()),
          open.flops(),
          open.kernel(),
          open.attentionKept().getAsDouble(),
          ProcessMemory.peakBytes(),
          baseline.engine.info().engine() + " " + baseline.variant,
          times.speedup(),
          error(baseline),
          times.quality().flaws());
    }
  }
}
