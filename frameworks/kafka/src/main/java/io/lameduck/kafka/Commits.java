package io.lameduck.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done and not yet committed. */
final class Commits {
  private static final Logger log = LoggerFactory.getLogger(KafkaLoop.class);

  private final Consumer<?, ?> consumer;
  private final Interruptions interruptions;
  private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();

  Commits(Consumer<?, ?> consumer, Interruptions interruptions) {
    this.consumer = consumer;
    this.interruptions = interruptions;
  }

  void add(Map<TopicPartition, OffsetAndMetadata> done) {
    pending.putAll(done);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /**
   * Commits it; whether nothing is left that could be committed later. What belongs to another
   * member by now is not: that would move the other one back.
   */
  boolean commit() {
    Set<TopicPartition> assigned = consumer.assignment();
    pending.entrySet().removeIf(each -> !assigned.contains(each.getKey()) && cameTooLate(each));
    interruptions.beginCommit();
    try {
      return pending.isEmpty() || commit(Map.copyOf(pending));
    } finally {
      interruptions.endCommit();
    }
  }

  private static boolean cameTooLate(Map.Entry<TopicPartition, OffsetAndMetadata> moved) {
    log.warn("not committed, so another member gets it again: {}", moved);
    return true;
  }

  private boolean commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      consumer.commitSync(offsets);
      pending.clear();
      return true;
    } catch (WakeupException e) {
      return !interruptions.isClosed() && commit(offsets); // it was for a poll that was over
    } catch (CommitFailedException e) {
      log.warn("not committed, so another member gets it again: {}: {}", offsets, e.getMessage());
      pending.clear();
      return true;
    } catch (RebalanceInProgressException | RetriableException e) {
      log.info("commit delayed: {}: {}", offsets, e.toString());
      return false;
    }
  }

  @Override
  public String toString() {
    return "commit of " + pending;
  }
}
