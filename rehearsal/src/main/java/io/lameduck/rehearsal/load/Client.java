package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks again and again, with pauses, until told to stop; every request is tallied. */
final class Client implements Callable<@Nullable Void> {
  /** Limits how often a client asks a service that fails at once. */
  private static final Duration BACKOFF = Duration.ofMillis(10);

  private final ClientKind kind;
  private final UserAgent agent;
  private final Pause pause;
  private final Tally tally;
  private final CountDownLatch stop;
  private volatile boolean abandoned;

  Client(Clients clients, UserAgent agent, Random random, Tally tally, CountDownLatch stop) {
    this.kind = clients.kind();
    this.agent = agent;
    this.pause = Pause.of(clients, random);
    this.tally = tally;
    this.stop = stop;
  }

  @Override
  public @Nullable Void call() throws InterruptedException {
    try (agent) {
      boolean over = isStoppedWithin(pause.first());
      while (!over) {
        over = isStoppedWithin(request() ? pause.next() : longer(pause.next(), BACKOFF));
      }
    }
    return null;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private boolean isStoppedWithin(Duration time) throws InterruptedException {
    return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether it was answered well. */
  private boolean request() throws InterruptedException {
    long begun = System.nanoTime();
    try {
      String pod = agent.ask();
      tally.served(kind, pod, Duration.ofNanos(System.nanoTime() - begun));
      return true;
    } catch (RequestFailed e) {
      // What was cut off by our own hand is no failure of the service.
      if (!abandoned) {
        tally.failed(kind, e);
      }
      return false;
    }
  }

  /** Whether it waits for the end of something that has none. */
  boolean isEndless() {
    return agent.isEndless();
  }

  /** Cuts off the request that is under way: an endless answer has no other end. */
  void abandon() {
    abandoned = true;
    agent.close();
  }
}
