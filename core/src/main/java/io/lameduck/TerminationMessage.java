package io.lameduck;

import io.lameduck.time.Bell;
import io.lameduck.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the last words of the process, and never more than a moment for them: the file may be
 * missing, read-only, on a full disk or on one that hangs, and none of it may hold up the end.
 */
final class TerminationMessage {
  private static final String THREAD = "termination-message";
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final TerminationLog log;
  private final Time time;
  private final Starter starter;
  private volatile String words = "";
  private boolean last;

  TerminationMessage(TerminationLog log, Time time, Starter starter) {
    this.log = log;
    this.time = time;
    this.starter = starter;
  }

  /**
   * Leaves what is to be found if the process is killed before it can say more. Nobody waits for
   * it, and it never takes the place of the last words.
   */
  synchronized void leaveForNow(String message) {
    if (!last) {
      words = message;
      starter.start(THREAD, this::attempt);
    }
  }

  /** Leaves the last words; empty, or why that was not possible. */
  String leave(String message) {
    settle(message);
    AtomicReference<@Nullable String> result = new AtomicReference<>();
    Bell over = new Bell();
    starter.start(
        THREAD,
        () -> {
          result.set(attempt());
          over.ring();
        });
    await(over);
    String trouble = result.get();
    return trouble == null ? "writing to " + log.path() + " did not end" : trouble;
  }

  private synchronized void settle(String message) {
    last = true;
    words = message;
  }

  /** Writes the newest words, whoever asks: however late a thread comes, it brings nothing old. */
  private String attempt() {
    synchronized (log) { // and not this: a disk may hang, and words are found all the same
      try {
        log.write("lameduck: " + words);
        return "";
      } catch (IOException | RuntimeException e) {
        return "no termination message: " + e;
      }
    }
  }

  /** An interrupt is kept for later: the process may be halted as soon as this returns. */
  private void await(Bell over) {
    long until = time.nanos() + LIMIT.toNanos();
    boolean interrupted = false;
    while (!awaitedCalmly(over, until)) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitedCalmly(Bell over, long until) {
    try {
      time.await(over, until);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
