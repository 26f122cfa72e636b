package flamingo.benchmark.request;

import flamingo.benchmark.TimedCall;
import java.util.List;

/** Requests of several workloads, one after the other. */
record RequestSeries(List<RequestRun> runs) implements TimedCall, AutoCloseable {
  @Override
  public double millis(int call) {
    return runs.stream().mapToDouble(run -> run.millis(call)).sum();
  }

  @Override
  public void close() {
    runs.forEach(RequestRun::close);
  }
}
