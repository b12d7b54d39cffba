package io.lameduck.internal.shutdown;

import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Time;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.TerminationNotice;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Asks the orchestrator for a termination notice, one call at a time, on threads of its own. Nobody
 * waits for the answer; after {@value #LIMIT_SECONDS} seconds it is ignored.
 */
public final class Inquiry implements AutoCloseable {
  static final int LIMIT_SECONDS = 3;

  private final Orchestrator orchestrator;
  private final Time time;
  private final LogWriter logWriter;
  private final Calls calls;
  private final Threads.Worker asker;
  private final AtomicBoolean asking = new AtomicBoolean();

  public Inquiry(Orchestrator orchestrator, Threads threads, Time time, LogWriter logWriter) {
    this.orchestrator = orchestrator;
    this.time = time;
    this.logWriter = logWriter;
    this.calls = new Calls(threads, time, "orchestrator");
    this.asker = threads.park("inquiry");
  }

  /**
   * Asks, unless a call is under way. Never waits; the listener runs on another thread, and only if
   * there is a notice.
   */
  void ask(Consumer<TerminationNotice> listener) {
    if (!asking.getAndSet(true)) {
      asker.run("inquiry", () -> run(listener));
    }
  }

  @Override
  public void close() {
    asker.retire();
    calls.close();
  }

  private void run(Consumer<TerminationNotice> listener) {
    try {
      answer().ifPresent(listener);
    } finally {
      asking.set(false);
    }
  }

  private Optional<TerminationNotice> answer() {
    CallResult<Optional<TerminationNotice>> answer =
        calls.call(
            "orchestrator",
            () -> Objects.requireNonNull(orchestrator.termination(), "notice"),
            time.nanos() + Duration.ofSeconds(LIMIT_SECONDS).toNanos());
    answer.warn(logWriter, "termination notice failed");
    return answer.orElse(Optional.empty());
  }
}
