package io.lameduck.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/** Kafka's mock, which waits in a poll as the real one does, and fails commits as it is told. */
final class FakeConsumer extends MockConsumer<String, String> {
  static final TopicPartition ZERO = new TopicPartition("orders", 0);
  static final TopicPartition ONE = new TopicPartition("orders", 1);

  private final Queue<RuntimeException> commitFailures = new ArrayDeque<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> commits = new HashMap<>();
  private final Map<TopicPartition, Long> positionsAtTheEnd = new HashMap<>();
  private @Nullable TopicPartition unfit;
  private volatile @Nullable CloseOptions closedWith;
  volatile boolean polling;

  /** Called when records that were polled are given back. */
  volatile Runnable givingBack = () -> {};

  FakeConsumer() {
    super("earliest");
    subscribe(List.of("orders"));
    rebalance(List.of(ZERO, ONE));
    updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
  }

  /** Makes so many records of a partition known, all for one poll. */
  synchronized void add(TopicPartition partition, int count) {
    for (int i = 0; i < count; i++) {
      long offset = ends.merge(partition, 1L, Long::sum) - 1;
      addRecord(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset, "key", partition + "@" + offset));
    }
    notifyAll();
  }

  synchronized void failCommit(RuntimeException failure) {
    commitFailures.add(failure);
  }

  /** A rebalance allows no commit that has this partition in it. */
  synchronized void failCommitsOf(TopicPartition partition) {
    unfit = partition;
  }

  /** The next offset that is committed for a partition; 0 when none is. */
  synchronized long committed(TopicPartition partition) {
    return commits.getOrDefault(partition, 0L);
  }

  /** Where the consumer stood when it was closed. */
  synchronized long positionAtTheEnd(TopicPartition partition) {
    return positionsAtTheEnd.get(partition);
  }

  /** What {@link #close()} says is the default. */
  @Nullable CloseOptions closedWith() {
    return closedWith;
  }

  @Override
  public synchronized ConsumerRecords<String, String> poll(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    polling = true;
    try {
      ConsumerRecords<String, String> records = super.poll(timeout);
      while (records.isEmpty() && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        records = super.poll(timeout);
      }
      return records;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      polling = false;
    }
  }

  @Override
  public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    RuntimeException failure = commitFailures.poll();
    if (failure != null) {
      throw failure;
    } else if (unfit != null && offsets.containsKey(unfit)) {
      throw new RebalanceInProgressException();
    }
    super.commitSync(offsets);
    offsets.forEach((partition, next) -> commits.put(partition, next.offset()));
  }

  @Override
  public synchronized void seek(TopicPartition partition, long offset) {
    givingBack.run();
    super.seek(partition, offset);
  }

  @Override
  public synchronized void wakeup() {
    super.wakeup();
    notifyAll();
  }

  @Override
  public synchronized void close(CloseOptions options) {
    if (!closed()) {
      closedWith = options;
      assignment().forEach(each -> positionsAtTheEnd.put(each, position(each)));
    }
    super.close(options);
  }
}
