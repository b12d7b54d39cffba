package io.lameduck.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What one poll has brought, and how much of it is done. */
final class Batch<K, V> {
  /** How many partitions a description names. */
  private static final int MAX_NAMED = 5;

  private final ConsumerRecords<K, V> records;
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();

  Batch(ConsumerRecords<K, V> records) {
    this.records = records;
  }

  ConsumerRecords<K, V> records() {
    return records;
  }

  /** A record is done, and so are those before it in its partition. */
  void done(ConsumerRecord<K, V> one) {
    done.put(
        new TopicPartition(one.topic(), one.partition()),
        new OffsetAndMetadata(one.offset() + 1, one.leaderEpoch(), ""));
  }

  /** Where each partition goes on, as far as anything of it is done. */
  Map<TopicPartition, OffsetAndMetadata> done() {
    return done;
  }

  /**
   * Moves the consumer back to what is not done: with {@code enable.auto.commit} it commits its
   * position as it is closed.
   */
  void giveBackRest(Consumer<K, V> consumer) {
    Set<TopicPartition> assigned = consumer.assignment();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<K, V>> all = records.records(partition);
      OffsetAndMetadata next = done.get(partition);
      long first = next == null ? all.get(0).offset() : next.offset();
      if (first <= all.get(all.size() - 1).offset() && assigned.contains(partition)) {
        consumer.seek(partition, first);
      }
    }
  }

  /** The partitions with the offsets of their first and their last record. */
  @Override
  public String toString() {
    String named =
        records.partitions().stream()
            .limit(MAX_NAMED)
            .map(this::describe)
            .collect(Collectors.joining(" "));
    int unnamed = records.partitions().size() - MAX_NAMED;
    return unnamed > 0 ? named + " and " + unnamed + " more partitions" : named;
  }

  private String describe(TopicPartition partition) {
    List<ConsumerRecord<K, V>> all = records.records(partition);
    long first = all.get(0).offset();
    long last = all.get(all.size() - 1).offset();
    return partition + "@" + first + (last > first ? ".." + last : "");
  }
}
