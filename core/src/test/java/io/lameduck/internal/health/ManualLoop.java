package io.lameduck.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.ManualTime;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The background loop on the thread of the test, on manual time. One that spins is an error. */
final class ManualLoop {
  private static final int MOST_WAITS = 10_000;

  private final ManualTime time = new ManualTime();
  private final RecordedLog log = new RecordedLog();
  private final List<Runnable> threads = new ArrayList<>();
  private final BackgroundLoop loop =
      new BackgroundLoop(new Counted(), threads::add, log.logWriter());
  private int waits;

  BackgroundLoop loop() {
    return loop;
  }

  RecordedLog log() {
    return log;
  }

  ManualTime time() {
    return time;
  }

  /** How many threads the loop has asked for. */
  int threads() {
    return threads.size();
  }

  /** Plans an action; at this very moment it comes before what the loop does. */
  ManualLoop at(Duration moment, Runnable action) {
    time.at(moment, action);
    return this;
  }

  /** Runs the loop with all that is planned up to the moment, and closes it then. */
  void runUntil(Duration end) {
    time.ifReached(end, loop::close); // a test may close it before
    threads.get(0).run();
  }

  private final class Counted implements Time {
    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public void await(Bell bell, long untilNanos) {
      assertThat(++waits).as("waits").isLessThan(MOST_WAITS);
      time.await(bell, untilNanos);
    }
  }
}
