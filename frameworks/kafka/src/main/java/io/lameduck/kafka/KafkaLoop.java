package io.lameduck.kafka;

import io.lameduck.InFlight;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * The poll loop of a Kafka consumer, as a source of work that a shutdown can end: it polls, hands
 * out the records, and commits what was done.
 *
 * <pre>{@code
 * consumer.subscribe(List.of("orders"));
 * KafkaLoop<String, String> orders = KafkaLoop.forEachRecord(consumer, order -> store(order.value()));
 *
 * Lameduck lameduck =
 *     Lameduck.builder()
 *         .source("orders", orders::stop, orders)
 *         .liveness("orders", orders::check)
 *         .start();
 * orders.start(lameduck.inFlight());
 * }</pre>
 *
 * <p>When the shutdown begins, a poll that waits ends at once and no other one begins. What has
 * been polled holds a ticket until it is handled and committed, and is called by its offsets:
 * {@code orders-0@100..119}. Then the consumer is closed, so that its partitions move on while the
 * rest of the service still drains. What a deadline cuts off is not committed, and comes again.
 *
 * <p>A handler that throws ends the loop: what was done before is committed, what it threw is
 * logged and kept for {@link #check}, and the consumer is closed. So a handler catches what is to
 * be tried again or put aside. A commit that a rebalance delays is made later; one that came too
 * late, after the partitions had moved, is logged, and the new owner gets the records again.
 *
 * <p>The loop commits by itself: set {@code enable.auto.commit} to {@code false}. Otherwise nothing
 * is lost either, since what was not done is given back before Kafka commits. The consumer belongs
 * to the loop, which closes it; it is subscribed before. Thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @since 0.1.0
 */
public final class KafkaLoop<K, V> implements AutoCloseable {
  private final Interruptions interruptions;
  private final PollLoop<K, V> loop;
  private @Nullable Thread thread;

  /**
   * What is done with one record.
   *
   * @param <K> the type of the key
   * @param <V> the type of the value
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface RecordHandler<K, V> {
    /**
     * Handles a record; it is done when this returns.
     *
     * @throws Exception if it is not done; this ends the loop
     */
    void handle(ConsumerRecord<K, V> one) throws Exception;
  }

  /**
   * What is done with all records of one poll.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface BatchHandler<K, V> {
    /**
     * Handles the records; all are done when this returns.
     *
     * @throws Exception if none of them is done; this ends the loop
     */
    void handle(ConsumerRecords<K, V> records) throws Exception;
  }

  private KafkaLoop(Consumer<K, V> consumer, Work<K, V> work, @Nullable CloseOptions closeOptions) {
    Objects.requireNonNull(consumer, "consumer");
    this.interruptions = new Interruptions(consumer);
    this.loop = new PollLoop<>(consumer, work, interruptions, closeOptions);
  }

  /**
   * A loop that handles one record after the other, in the order of their partitions. In a shutdown
   * it ends behind the record in hand, however many were polled. The consumer is closed as by
   * {@link Consumer#close()}: it leaves its group, unless it is a static member.
   */
  public static <K, V> KafkaLoop<K, V> forEachRecord(
      Consumer<K, V> consumer, RecordHandler<K, V> handler) {
    return new KafkaLoop<>(consumer, Work.onRecords(handler), null);
  }

  /**
   * Does the same, and closes the consumer in a way of its own.
   *
   * <pre>{@code
   * KafkaLoop.forEachRecord(
   *     consumer, handler, CloseOptions.groupMembershipOperation(REMAIN_IN_GROUP));
   * }</pre>
   *
   * @param closeOptions whether it leaves its group or stays in it, so that a successor with its
   *     {@code group.instance.id} finds its partitions unmoved; and for how long it may try
   */
  public static <K, V> KafkaLoop<K, V> forEachRecord(
      Consumer<K, V> consumer, RecordHandler<K, V> handler, CloseOptions closeOptions) {
    Objects.requireNonNull(closeOptions, "closeOptions");
    return new KafkaLoop<>(consumer, Work.onRecords(handler), closeOptions);
  }

  /**
   * A loop that handles all records of a poll at once. A shutdown waits for all of them, so they
   * have to be done within the grace period; {@code max.poll.records} limits them.
   */
  public static <K, V> KafkaLoop<K, V> forEachBatch(
      Consumer<K, V> consumer, BatchHandler<K, V> handler) {
    return new KafkaLoop<>(consumer, Work.onBatches(handler), null);
  }

  /**
   * Does the same, and closes the consumer in a way of its own.
   *
   * @param closeOptions as for {@link #forEachRecord(Consumer, RecordHandler, CloseOptions)}
   */
  public static <K, V> KafkaLoop<K, V> forEachBatch(
      Consumer<K, V> consumer, BatchHandler<K, V> handler, CloseOptions closeOptions) {
    Objects.requireNonNull(closeOptions, "closeOptions");
    return new KafkaLoop<>(consumer, Work.onBatches(handler), closeOptions);
  }

  /**
   * Begins to poll, on a thread of its own that keeps the JVM alive. Without effect after {@link
   * #stop}.
   *
   * @param inFlight where what was polled takes its ticket
   * @throws IllegalStateException if it was called before
   */
  public synchronized void start(InFlight inFlight) {
    Objects.requireNonNull(inFlight, "inFlight");
    if (thread != null) {
      throw new IllegalStateException("start was called twice (expected: once)");
    }
    if (!interruptions.isStopped()) {
      thread = new Thread(() -> loop.run(inFlight), "kafka-loop");
      thread.start();
    }
  }

  /**
   * Polls no more, from now on; returns at once. What is being handled goes on, is committed, and
   * then the consumer is closed.
   */
  public void stop() {
    interruptions.stop();
  }

  /** Passes unless the loop has ended by itself; a liveness check. */
  public void check() {
    Throwable failure = loop.failure();
    if (failure != null) {
      throw new IllegalStateException("the poll loop has ended: " + failure, failure);
    }
  }

  /**
   * Stops, and returns when the consumer is closed, or when it is interrupted. A handler that still
   * runs is interrupted, and what it has not done is not committed: in a shutdown that is one that
   * the deadline has cut off.
   */
  @Override
  public void close() {
    interruptions.close();
    Thread started = started();
    if (started == null) {
      loop.closeConsumer();
    } else if (started != Thread.currentThread()) {
      await(started);
    }
  }

  private static void await(Thread started) {
    try {
      started.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread started() {
    return thread;
  }
}
