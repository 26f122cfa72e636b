package flamingo.ui;

import flamingo.controller.BenchmarkController;
import flamingo.controller.BenchmarkRequest;
import flamingo.controller.RunState;
import flamingo.optimization.Selection;

/** A run that the test steers. */
public final class FakeBenchmarks implements BenchmarkController {
  private BenchmarkRequest request;
  private Selection selection;
  private RunState state = RunState.IDLE;

  @Override
  public void start(BenchmarkRequest asked) {
    request = asked;
    selection = asked.current();
    become(RunState.RUNNING);
  }

  @Override
  public void select(Selection chosen) {
    selection = chosen;
  }

  @Override
  public void stop() {
    become(RunState.CANCELLING);
  }

  @Override
  public RunState state() {
    return state;
  }

  public BenchmarkRequest request() {
    return request;
  }

  public Selection selection() {
    return selection;
  }

  public void become(RunState now) {
    state = now;
    request.listener().state(now);
  }
}
