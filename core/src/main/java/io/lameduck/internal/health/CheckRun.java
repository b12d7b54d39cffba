package io.lameduck.internal.health;

import io.lameduck.probe.HealthCheck;

/**
 * One run of a check. However it ends, the worker leaves an outcome and wakes the loop. The rest
 * belongs to the loop, which may give it up before.
 */
final class CheckRun implements Runnable {
  private final HealthCheck check;
  private final BackgroundLoop loop;
  private final long startedAt;
  private Workers.Worker worker = () -> {};
  private boolean givenUp;

  private Result outcome = Result.LOST;
  private long endedAt;
  private volatile boolean over; // publishes outcome and endedAt

  CheckRun(HealthCheck check, BackgroundLoop loop) {
    this.check = check;
    this.loop = loop;
    this.startedAt = loop.time().nanos();
  }

  void startOn(Workers workers, String name) {
    try {
      worker = workers.start(name, this);
    } catch (Throwable t) { // no memory for another thread, say
      outcome = Result.of(t);
      end();
    }
  }

  @Override
  public void run() {
    try {
      outcome = attempt();
    } catch (Throwable indescribable) {
      // stays lost, and must not reach the uncaught exception handler: some end the process
    }
    end();
  }

  private Result attempt() {
    try {
      return Result.of(check.healthy());
    } catch (Throwable t) { // whatever it is: a class not found, no stack left
      return Result.of(t);
    }
  }

  private void end() {
    endedAt = loop.time().nanos();
    over = true;
    loop.wake();
  }

  boolean isOver() {
    return over;
  }

  /** Final once {@link #isOver}, as is {@link #tookNanos}. */
  Result outcome() {
    return outcome;
  }

  long tookNanos() {
    return endedAt - startedAt;
  }

  long elapsedNanos(long now) {
    return now - startedAt;
  }

  /** Expects nothing of it any more; interrupts it the first time. */
  void giveUp() {
    if (!givenUp) {
      givenUp = true;
      worker.interrupt();
    }
  }

  boolean isGivenUp() {
    return givenUp;
  }
}
