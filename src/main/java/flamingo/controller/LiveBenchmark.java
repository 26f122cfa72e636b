package flamingo.controller;

import flamingo.benchmark.Environment;
import flamingo.checkpoint.MachineMemory;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import flamingo.text.TokenBatch;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Measures on the engine's thread, round after round, until it is stopped. */
public final class LiveBenchmark implements BenchmarkController {
  /** Images of a request. */
  private static final int BATCH = 4;

  private final Executor engineThread;
  private final Supplier<ModelSession> model;
  private final Supplier<MachineMemory> machine;
  private final AtomicReference<RunState> state = new AtomicReference<>(RunState.IDLE);
  private final AtomicReference<Selection> wanted = new AtomicReference<>(Selection.NONE);

  public LiveBenchmark(Executor engineThread, BuiltInModels models) {
    this(engineThread, models::session, MachineMemory::read);
  }

  /**
   * @param model asked on the engine's thread
   */
  LiveBenchmark(
      Executor engineThread, Supplier<ModelSession> model, Supplier<MachineMemory> machine) {
    this.engineThread = engineThread;
    this.model = model;
    this.machine = machine;
  }

  @Override
  public void start(BenchmarkRequest request) {
    if (!state.compareAndSet(RunState.IDLE, RunState.RUNNING)) {
      throw new IllegalStateException("A measurement is under way. Stop it first.");
    }
    wanted.set(request.current());
    engineThread.execute(() -> run(request));
  }

  @Override
  public void select(Selection selection) {
    wanted.set(selection);
  }

  @Override
  public void stop() {
    state.compareAndSet(RunState.RUNNING, RunState.CANCELLING);
  }

  @Override
  public RunState state() {
    return state.get();
  }

  private void run(BenchmarkRequest request) {
    BenchmarkListener listener = request.listener();
    listener.state(RunState.RUNNING);
    try {
      measure(request);
    } catch (RuntimeException | OutOfMemoryError e) {
      listener.failed(Failures.of(e));
    } finally {
      state.set(RunState.IDLE);
      listener.state(RunState.IDLE);
    }
  }

  private void measure(BenchmarkRequest request) {
    BenchmarkListener listener = request.listener();
    ModelSession session = model.get();
    LeftOut leftOut = new LeftOut();
    PixelPool pool = new PixelPool(request.samples(), session.preprocessor(), leftOut::add);
    leftOut.error(pool.size()).ifPresent(listener::failed);
    if (pool.size() == 0) {
      return;
    }
    Selection dense = session.baseline(request.current(), machine.get());
    listener.baseline(dense);
    LiveRows rows = new LiveRows(Environment.current(), session.info(), folder(request), dense);
    int batch = Math.min(BATCH, pool.size());
    TokenBatch captions = captions(session, batch);
    try (LiveAnswers answers = new LiveAnswers(session, request.samples());
        PreparedFlamingo baseline = session.prepare(dense.plan())) {
      Rounds rounds = new Rounds(listener, session, pool, batch, rows, captions, answers);
      while (state.get() == RunState.RUNNING) {
        rounds.ofOnePlan(baseline);
      }
    }
  }

  /** A caption is asked for, of each image of a batch. */
  private static TokenBatch captions(ModelSession session, int batch) {
    int[] prompt = session.tokenizer().encode(session.prompts().caption(List.of()));
    return TokenBatch.of(Collections.nCopies(batch, prompt), session.tokenizer().padding());
  }

  /** Name of the folder that the first image's id is relative to; of other images, of their set. */
  private static String folder(BenchmarkRequest request) {
    Path file = request.samples().get(0).file();
    if (file == null) {
      return request.samples().get(0).id().replaceFirst("[-/]?\\d*$", "");
    }
    Path id = Path.of(request.samples().get(0).id());
    Path folder = file;
    for (int i = 0; i < id.getNameCount() && folder != null; i++) {
      folder = folder.getParent();
    }
    return folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  /** The rounds of one run, plan after plan. */
  private final class Rounds {
    private final BenchmarkListener listener;
    private final ModelSession session;
    private final PixelPool pool;
    private final int batch;
    private final LiveRows rows;
    private final TokenBatch captions;
    private final LiveAnswers answers;
    private Selection measured = Selection.NONE;
    private int round;
    private long peakMemory;

    Rounds(
        BenchmarkListener listener,
        ModelSession session,
        PixelPool pool,
        int batch,
        LiveRows rows,
        TokenBatch captions,
        LiveAnswers answers) {
      this.answers = answers;
      this.listener = listener;
      this.session = session;
      this.pool = pool;
      this.batch = batch;
      this.rows = rows;
      this.captions = captions;
    }

    /** Measures the plan that is wanted until another one is, or the run is to end. */
    void ofOnePlan(PreparedFlamingo baseline) {
      Selection selection = wanted.get();
      try (VariantRun run = open(selection, baseline)) {
        measured = run.selection();
        BooleanSupplier abandoned =
            () -> state.get() != RunState.RUNNING || !wanted.get().equals(measured);
        warmUp(run, baseline, abandoned);
        try {
          while (!abandoned.getAsBoolean()) {
            peakMemory = Math.max(peakMemory, Pointer.physicalBytes());
            run.round(round + 1, pool, batch, peakMemory, abandoned).ifPresent(this::tell);
          }
        } finally {
          keep(run);
        }
      }
    }

    /** The baseline gets going once a run; a plan of its own precision or cache each time. */
    private void warmUp(VariantRun run, PreparedFlamingo baseline, BooleanSupplier abandoned) {
      try (INDArray pixels = pool.batch(batch);
          PreparedFlamingo throwAway = session.prepare(measured.plan())) {
        if (round == 0) {
          run.warmUp(baseline, pixels, abandoned);
        }
        run.warmUp(throwAway, pixels, abandoned);
      }
    }

    private void tell(PairedMeasurement measurement) {
      round = measurement.round();
      listener.measured(measurement);
    }

    /** However the rounds ended. */
    private void keep(VariantRun run) {
      if (!run.currentTimes().isEmpty()) {
        listener.row(rows.baseline(run, batch, peakMemory));
        listener.row(rows.current(run, batch, peakMemory));
      }
    }

    /** A plan that does not fit is reported, and the one before it goes on. */
    private VariantRun open(Selection selection, PreparedFlamingo baseline) {
      try {
        return new VariantRun(session, selection, baseline, captions, answers);
      } catch (IllegalArgumentException e) {
        listener.failed(Failures.of(e));
        wanted.compareAndSet(selection, measured);
        return new VariantRun(session, measured, baseline, captions, answers);
      }
    }
  }
}
