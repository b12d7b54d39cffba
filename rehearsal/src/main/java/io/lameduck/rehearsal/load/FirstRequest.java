package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One request before all others. Of a client that may meet an endless answer, one that goes on for
 * long enough is a good one; any other client would wait for its end in vain.
 */
final class FirstRequest {
  private final UserAgent agent;
  private final boolean mayBeEndless;
  private final Duration longEnough;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean cut;

  private FirstRequest(UserAgent agent, boolean mayBeEndless, Duration longEnough) {
    this.agent = agent;
    this.mayBeEndless = mayBeEndless;
    this.longEnough = longEnough;
  }

  /**
   * Makes it, and closes the client.
   *
   * @param mayBeEndless whether an answer without an end is one to this client
   * @param longEnough longer than an answer may keep silent
   * @return whether the answer has an end
   * @throws RequestFailed if it is not answered well
   */
  static boolean make(UserAgent agent, boolean mayBeEndless, Duration longEnough)
      throws RequestFailed, InterruptedException {
    return new FirstRequest(agent, mayBeEndless, longEnough).make();
  }

  private boolean make() throws RequestFailed, InterruptedException {
    Thread cutter = new Thread(this::cutIfEndless, "first request");
    cutter.setDaemon(true);
    cutter.start();
    try (agent) {
      agent.tryOut();
      return !agent.isEndless();
    } catch (RequestFailed e) {
      if (!cut) {
        throw e;
      }
      if (!mayBeEndless) {
        throw new RequestFailed(
            FailureKind.TIMEOUT,
            e.pod(),
            "the answer had no end after "
                + longEnough.toSeconds()
                + " s (expected: one that ends; for endless ones there are the streaming clients)",
            e);
      }
      return false;
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
