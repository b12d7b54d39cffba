package io.lameduck.kafka;

import io.lameduck.InFlight;
import io.lameduck.Ticket;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls, hands out, commits, until it is stopped or something fails; then closes the consumer. */
final class PollLoop<K, V> {
  private static final Logger log = LoggerFactory.getLogger(KafkaLoop.class);

  /** A stop does not wait for it, so it may be long. */
  private static final Duration POLL = Duration.ofMinutes(1);

  /** How long a rebalance gets before the commit is tried again. */
  private static final Duration REBALANCE = Duration.ofMillis(100);

  private final Consumer<K, V> consumer;
  private final Work<K, V> work;
  private final Interruptions interruptions;
  private final Commits commits;
  private final @Nullable CloseOptions closeOptions;
  private volatile @Nullable Throwable failure;

  PollLoop(
      Consumer<K, V> consumer,
      Work<K, V> work,
      Interruptions interruptions,
      @Nullable CloseOptions closeOptions) {
    this.consumer = consumer;
    this.work = work;
    this.interruptions = interruptions;
    this.commits = new Commits(consumer, interruptions);
    this.closeOptions = closeOptions;
  }

  /** What has ended the loop, unless that was asked for. */
  @Nullable Throwable failure() {
    return failure;
  }

  void run(InFlight inFlight) {
    try {
      while (interruptions.beginPoll()) {
        take(poll(commits.isEmpty() ? POLL : REBALANCE), inFlight);
      }
      commitRest(inFlight);
    } catch (Throwable e) { // whatever a handler or a deserializer throws
      failed(e);
    } finally {
      closeConsumer();
    }
  }

  void closeConsumer() {
    try {
      if (closeOptions == null) {
        consumer.close();
      } else {
        consumer.close(closeOptions);
      }
    } catch (RuntimeException e) { // closed all the same, but the group may learn of it later
      log.warn("consumer not closed in order", e);
    }
  }

  private ConsumerRecords<K, V> poll(Duration timeout) {
    try {
      return consumer.poll(timeout);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } finally {
      interruptions.endPoll();
    }
  }

  private void take(ConsumerRecords<K, V> records, InFlight inFlight) throws Exception {
    if (records.isEmpty()) {
      boolean unused = commits.commit(); // what a rebalance has delayed
      return;
    }
    Batch<K, V> batch = new Batch<>(records);
    try (Ticket ticket = inFlight.tryEnter(batch::toString)) {
      if (ticket == null) {
        interruptions.stop(); // the drain is over
      } else {
        handle(batch);
        if (interruptions.isStopped()) {
          batch.giveBackRest(consumer); // before a poll: with auto-commit that commits the position
          commitRest(inFlight); // while the ticket is held, or the drain ends without it
        }
      }
    } finally {
      batch.giveBackRest(consumer);
    }
  }

  /** Commits what is done even if the rest is not. */
  private void handle(Batch<K, V> batch) throws Exception {
    try {
      if (interruptions.beginHandler()) {
        work.handle(batch, interruptions::isStopped);
      }
    } finally {
      interruptions.endHandler();
      commits.add(batch.done());
      boolean unused = commits.commit(); // what is left is committed later
    }
  }

  /** Takes part in the rebalance that keeps the commit from being made, without taking records. */
  private void commitRest(InFlight inFlight) {
    if (commits.isEmpty()) {
      return;
    }
    String description = commits.toString();
    try (Ticket ticket = inFlight.tryEnter(() -> description)) {
      while (!interruptions.isClosed() && !commits.commit() && ticket != null) {
        consumer.pause(consumer.assignment());
        ConsumerRecords<K, V> records = poll(REBALANCE);
        new Batch<>(records).giveBackRest(consumer);
      }
    }
  }

  private void failed(Throwable e) {
    if (interruptions.isClosed()) {
      log.warn("cut off: {}", e.toString());
    } else {
      failure = e;
      log.error("the poll loop has ended: records stay with the other members of the group", e);
    }
  }
}
