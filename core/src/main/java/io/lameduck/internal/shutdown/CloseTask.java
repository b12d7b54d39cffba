package io.lameduck.internal.shutdown;

import io.lameduck.CloseReport;
import io.lameduck.internal.process.Call;
import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.text.Printable;
import io.lameduck.internal.time.Time;
import java.time.Duration;

/** Closing one resource: runs on one thread, is watched from another. */
final class CloseTask {
  private final Resource resource;
  private final Calls calls;
  private final Time time;
  private final long start;
  private final Call<Void> call;
  private volatile long end = -1;

  private CloseTask(Resource resource, Calls calls, Time time) {
    this.resource = resource;
    this.calls = calls;
    this.time = time;
    this.start = time.nanos();
    this.call = calls.start("close-" + Printable.line(resource.name()), this::close);
  }

  static CloseTask begin(Resource resource, Calls calls, Time time) {
    return new CloseTask(resource, calls, time);
  }

  /** Waits for it; it may go on afterwards. */
  void await(long until) {
    calls.waitFor(call, until);
    if (call.result() != null && end < 0) {
      end = time.nanos(); // ended without a return: System.exit was called, or no thread was left
    }
  }

  /** Waits for it, and interrupts it if it has not returned by then. */
  CloseReport report(long until) {
    CallResult<Void> result = calls.await(call, until);
    if (result.isHung()) {
      call.interrupt();
    }
    long over = end < 0 || result.isHung() ? time.nanos() : end;
    return new CloseReport(resource.name(), Duration.ofNanos(over - start), result.failure());
  }

  private Void close() throws Exception {
    try {
      resource.closeable().close();
      return null;
    } finally {
      end = time.nanos();
    }
  }
}
