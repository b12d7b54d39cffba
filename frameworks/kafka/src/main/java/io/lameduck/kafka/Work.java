package io.lameduck.kafka;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is done with a batch: all at once, or record by record. */
@FunctionalInterface
interface Work<K, V> {
  /**
   * Does it, and tells the batch what is done.
   *
   * @param stopped whether to leave the rest to others
   */
  void handle(Batch<K, V> batch, BooleanSupplier stopped) throws Exception;

  static <K, V> Work<K, V> onBatches(KafkaLoop.BatchHandler<K, V> handler) {
    Objects.requireNonNull(handler, "handler");
    return (batch, stopped) -> {
      handler.handle(batch.records());
      batch.records().forEach(batch::done);
    };
  }

  static <K, V> Work<K, V> onRecords(KafkaLoop.RecordHandler<K, V> handler) {
    Objects.requireNonNull(handler, "handler");
    return (batch, stopped) -> {
      for (ConsumerRecord<K, V> one : batch.records()) {
        if (stopped.getAsBoolean()) {
          return;
        }
        handler.handle(one);
        batch.done(one);
      }
    };
  }
}
