package io.lameduck.internal.shutdown;

import io.lameduck.internal.process.Calls;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Time;

/**
 * The threads that the end of the process needs, parked when the service starts: at the end the
 * system may have no thread left.
 *
 * @param watchdog ends the process at the deadline
 * @param shutdown goes through the phases
 * @param calls calls foreign code
 */
public record Crew(Threads threads, Threads.Worker watchdog, Threads.Worker shutdown, Calls calls)
    implements AutoCloseable {

  public static Crew of(Threads threads, Time time) {
    return new Crew(
        threads,
        threads.park("watchdog"),
        threads.park("shutdown"),
        new Calls(threads, time, "calls"));
  }

  @Override
  public void close() {
    watchdog.retire();
    shutdown.retire();
    calls.close();
  }
}
