package io.lameduck.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends what the loop's thread waits in, by the means for it: a poll by a wakeup, a handler by an
 * interrupt. Neither may come a moment later, when it would hit the commit.
 */
final class Interruptions {
  private enum Step {
    POLL,
    HANDLER,
    COMMIT,
    OTHER
  }

  private final Consumer<?, ?> consumer;
  private Step step = Step.OTHER;
  private @Nullable Thread thread;
  private boolean stopped;
  private boolean closed;

  Interruptions(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** No poll begins from now on, and the one that waits ends. */
  synchronized void stop() {
    stopped = true;
    if (step == Step.POLL) {
      consumer.wakeup();
    }
  }

  /** Whatever waits ends. */
  synchronized void close() {
    stop();
    closed = true;
    if (step == Step.HANDLER && thread != null) {
      thread.interrupt();
    } else if (step == Step.COMMIT) {
      consumer.wakeup();
    }
  }

  /** Whether there is to be another poll, which then has begun. */
  synchronized boolean beginPoll() {
    if (!stopped) {
      step = Step.POLL;
    }
    return !stopped;
  }

  /** The poll may have been over when it was woken: then the next call on the consumer throws. */
  synchronized void endPoll() {
    step = Step.OTHER;
  }

  /** Whether there is still time to handle something, which then has begun. */
  synchronized boolean beginHandler() {
    if (!closed) {
      step = Step.HANDLER;
      thread = Thread.currentThread();
    }
    return !closed;
  }

  /** The interrupt was for the handler. */
  synchronized void endHandler() {
    step = Step.OTHER;
    Thread.interrupted();
  }

  synchronized void beginCommit() {
    step = Step.COMMIT;
  }

  synchronized void endCommit() {
    step = Step.OTHER;
  }
}
