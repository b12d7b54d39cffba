package io.lameduck.internal.warmup;

import io.lameduck.WarmUp;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The requests of a warm-up, one after the other and in rounds, until their latency has flattened,
 * or they are stopped. They are foreign code: one may hang, so whoever waits has a limit.
 */
final class Requests {
  private final List<WarmUp.Request> requests;
  private final int port;
  private final Time time;
  private final LogWriter log;
  private final Latency latency = new Latency();
  private final AtomicLong made = new AtomicLong();
  private volatile String latencies = "";

  Requests(List<WarmUp.Request> requests, int port, Time time, LogWriter log) {
    this.requests = new ArrayList<>(requests);
    this.port = port;
    this.time = time;
    this.log = log;
  }

  /** Makes them. */
  WarmUpEnd make(BooleanSupplier stopped) {
    while (!latency.isFlat() && !requests.isEmpty()) {
      if (stopped.getAsBoolean()) {
        return WarmUpEnd.STOPPED;
      }
      round(stopped);
    }
    return requests.isEmpty() ? WarmUpEnd.FAILED : WarmUpEnd.FLAT;
  }

  private void round(BooleanSupplier stopped) {
    Round round = new Round(time.nanos());
    int next = 0;
    while (!round.isFull(time.nanos()) && !requests.isEmpty()) {
      if (stopped.getAsBoolean()) {
        return;
      }
      next = next % requests.size();
      next += make(next, round, stopped) ? 1 : 0;
    }
    if (!requests.isEmpty()) {
      latency.add(round.latency());
      latencies = latency.toString();
    }
  }

  /** Whether it did not fail. */
  private boolean make(int index, Round round, BooleanSupplier stopped) {
    long begun = time.nanos();
    try {
      requests.get(index).send(port);
    } catch (Throwable e) { // sneaky ones, too
      if (!stopped.getAsBoolean()) { // or it was interrupted for that
        requests.remove(index);
        log.warn("warm-up: a request failed and is not made again", e);
      }
      return false;
    }
    round.add(time.nanos() - begun);
    made.lazySet(made.get() + 1); // one thread writes
    return true;
  }

  /** What has been made so far, in words. For any thread. */
  @Override
  public String toString() {
    return made.get() + " requests" + latencies;
  }
}
