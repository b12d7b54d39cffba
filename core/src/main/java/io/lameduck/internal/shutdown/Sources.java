package io.lameduck.internal.shutdown;

import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.time.Time;
import java.util.List;

/**
 * The sources of work, told to take no more. One that fails or hangs is named, and does not keep
 * the next from being told.
 */
public final class Sources {
  /** Limits the stop of a source to the remaining time divided by this. */
  private static final int SHARE = 5;

  private final List<Source> sources;
  private final Calls calls;
  private final Time time;
  private final LogWriter logWriter;

  public Sources(List<Source> sources, Calls calls, Time time, LogWriter logWriter) {
    this.sources = List.copyOf(sources);
    this.calls = calls;
    this.time = time;
    this.logWriter = logWriter;
  }

  /** Tells all of them, in the order in which they were added. */
  void stop(Deadline end) {
    for (Source source : sources) {
      calls
          .call(
              "stop-" + source.name(),
              () -> {
                source.stop().stop();
                return null;
              },
              end.share(time.nanos(), SHARE))
          .warn(logWriter, "source " + source.name() + ": stop failed");
    }
  }
}
