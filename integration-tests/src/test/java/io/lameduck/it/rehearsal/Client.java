package io.lameduck.it.rehearsal;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks again and again, with pauses, until told to stop; every request is tallied. */
final class Client implements Callable<@Nullable Void> {
  /** Far longer than any good answer takes, far shorter than a test. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClientKind kind;
  private final View view;
  private final Random random;
  private final Tally tally;
  private final CountDownLatch stop;

  Client(ClientKind kind, View view, Random random, Tally tally, CountDownLatch stop) {
    this.kind = kind;
    this.view = view;
    this.random = random;
    this.tally = tally;
    this.stop = stop;
  }

  @Override
  public @Nullable Void call() throws InterruptedException {
    try (UserAgent agent = new UserAgent(kind.reuse(), view, random, PATIENCE)) {
      while (!isStoppedDuringPause()) {
        request(agent);
      }
    }
    return null;
  }

  private boolean isStoppedDuringPause() throws InterruptedException {
    return stop.await(kind.pause().next(random).toNanos(), TimeUnit.NANOSECONDS);
  }

  private void request(UserAgent agent) {
    try {
      agent.ask(kind.request());
      tally.served(kind);
    } catch (RequestFailed e) {
      tally.failed(kind, e);
    }
  }
}
