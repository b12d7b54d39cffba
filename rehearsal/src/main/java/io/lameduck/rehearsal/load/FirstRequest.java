package io.lameduck.rehearsal.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One request before all others. An answer that goes on for long enough is a good one. */
final class FirstRequest {
  private final UserAgent agent;
  private final Duration longEnough;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean cut;

  private FirstRequest(UserAgent agent, Duration longEnough) {
    this.agent = agent;
    this.longEnough = longEnough;
  }

  /**
   * Makes it, and closes the client.
   *
   * @param longEnough longer than an answer may keep silent
   * @throws RequestFailed if it is not answered well
   */
  static void make(UserAgent agent, Duration longEnough)
      throws RequestFailed, InterruptedException {
    new FirstRequest(agent, longEnough).make();
  }

  private void make() throws RequestFailed, InterruptedException {
    Thread cutter = new Thread(this::cutIfEndless, "first request");
    cutter.setDaemon(true);
    cutter.start();
    try (agent) {
      agent.tryOut();
    } catch (RequestFailed e) {
      if (!cut) {
        throw e;
      }
    } finally {
      over.countDown();
    }
  }

  private void cutIfEndless() {
    try {
      if (!over.await(longEnough.toNanos(), TimeUnit.NANOSECONDS)) {
        cut = true;
        agent.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
