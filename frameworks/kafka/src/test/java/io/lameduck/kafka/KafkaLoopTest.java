package io.lameduck.kafka;

import static io.lameduck.kafka.FakeConsumer.ONE;
import static io.lameduck.kafka.FakeConsumer.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.WorkInFlight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(50) // less than a poll
class KafkaLoopTest {
  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
  }

  private final Lameduck lameduck = service().start();
  private final FakeConsumer consumer = new FakeConsumer();
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch blocker = new CountDownLatch(1);
  private KafkaLoop<String, String> loop = KafkaLoop.forEachRecord(consumer, this::handle);

  private static LameduckBuilder service() {
    return Lameduck.builder()
        .environment(Map.of())
        .set(Setting.TERMINATION_LOG, Path.of("/dev/null"))
        .withoutSignals()
        .exit(Exit.none());
  }

  @AfterEach
  void close() {
    blocker.countDown();
    loop.close();
    lameduck.stop();
  }

  @Nested
  class WhileItRuns {
    @Test
    void handlesWhatComesAndCommitsIt() {
      start();
      consumer.add(ZERO, 2);
      awaitCommitted(2);
      consumer.add(ZERO, 1);
      awaitCommitted(3);
      assertThat(handled).containsExactly("orders-0@0", "orders-0@1", "orders-0@2");
      await().until(() -> lameduck.inFlight().count() == 0);
      assertThat(lameduck.inFlight().served()).isPositive();
    }

    @Test
    void handlesBatches() {
      Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
      loop = KafkaLoop.forEachBatch(consumer, records -> sizes.add(records.count()));
      consumer.add(ZERO, 3);
      consumer.add(ONE, 2);
      start();
      awaitCommitted(3);
      assertThat(sizes).containsExactly(5);
      assertThat(consumer.committed(ONE)).isEqualTo(2);
    }

    @Test
    void isCalledByWhatItHolds() throws Exception {
      loop = KafkaLoop.forEachRecord(consumer, this::block);
      consumer.add(ZERO, 3);
      start();
      running.await();
      assertThat(lameduck.inFlight().oldest())
          .get()
          .extracting(WorkInFlight::description)
          .isEqualTo("orders-0@0..2");
    }

    @Test
    void delaysACommitThatARebalanceDoesNotAllow() {
      consumer.failCommit(new RebalanceInProgressException());
      consumer.failCommit(new TimeoutException());
      consumer.add(ZERO, 1);
      start();
      await().until(() -> handled.size() == 1);
      consumer.add(ONE, 1);
      await().until(() -> handled.size() == 2);
      consumer.add(ONE, 1);
      awaitCommitted(1);
      assertThat(consumer.committed(ONE)).isEqualTo(2);
      loop.check();
    }

    @Test
    void makesADelayedCommitThoughNothingElseComes() {
      consumer.failCommit(new RebalanceInProgressException());
      consumer.add(ZERO, 1);
      start();
      awaitCommitted(1);
    }

    @Test
    void doesNotCommitForThoseWhoHaveThePartitionNow() {
      consumer.failCommitsOf(ZERO);
      consumer.add(ZERO, 1);
      start();
      await().until(() -> handled.size() == 1 && consumer.polling);
      consumer.rebalance(List.of(ONE));
      consumer.add(ONE, 1);
      await().until(() -> consumer.committed(ONE) == 1);
      assertThat(consumer.committed(ZERO)).isZero();
    }

    @Test
    void goesOnAfterACommitThatCameTooLate() {
      consumer.failCommit(new CommitFailedException());
      consumer.add(ZERO, 1);
      start();
      await().until(() -> handled.size() == 1);
      consumer.add(ZERO, 1);
      awaitCommitted(2);
      loop.check();
    }

    private void block(ConsumerRecord<String, String> one) throws InterruptedException {
      KafkaLoopTest.this.block();
    }
  }

  @Nested
  class AStop {
    @Test
    void endsAPollThatWaits() {
      start();
      await().until(() -> consumer.polling);
      loop.stop();
      await().until(consumer::closed);
      loop.check();
    }

    @Test
    void endsBehindTheRecordInHand() throws Exception {
      loop = KafkaLoop.forEachRecord(consumer, this::blockAndHandle);
      consumer.add(ZERO, 3);
      consumer.add(ONE, 3);
      start();
      running.await();
      loop.stop();
      assertThat(lameduck.inFlight().count()).isEqualTo(1);
      blocker.countDown();
      await().until(consumer::closed);

      assertThat(handled).hasSize(1);
      assertThat(consumer.positionAtTheEnd(ZERO) + consumer.positionAtTheEnd(ONE))
          .as("what is not done is given back, for a commit by the close itself")
          .isEqualTo(1);
    }

    @Test
    void commitsWhatIsDone() throws Exception {
      loop = KafkaLoop.forEachBatch(consumer, records -> block());
      consumer.add(ZERO, 3);
      start();
      running.await();
      loop.stop();
      blocker.countDown();
      await().until(consumer::closed);

      assertThat(consumer.positionAtTheEnd(ZERO)).isEqualTo(3);
      assertThat(consumer.committed(ZERO)).isEqualTo(3);
    }

    @Test
    void thatWakesAPollThatIsOverKeepsNoCommitFromBeingMade() {
      consumer.failCommit(new WakeupException());
      consumer.add(ZERO, 1);
      start();
      awaitCommitted(1);
      loop.check();
    }

    @Test
    void waitsForARebalanceThatHoldsTheCommitUp() throws Exception {
      loop = KafkaLoop.forEachBatch(consumer, records -> block());
      consumer.add(ZERO, 1);
      start();
      running.await();
      consumer.failCommit(new RebalanceInProgressException());
      consumer.failCommit(new RebalanceInProgressException());
      loop.stop();
      consumer.add(ZERO, 1); // which the poll of the rebalance must not take away
      blocker.countDown();
      await().until(consumer::closed);

      assertThat(consumer.committed(ZERO)).isEqualTo(1);
      assertThat(consumer.positionAtTheEnd(ZERO)).isEqualTo(1);
      loop.check();
    }

    @Test
    void byAShutdownIsOneThatWaitsForTheCommit() throws Exception {
      loop = KafkaLoop.forEachRecord(consumer, this::blockAndHandle);
      consumer.add(ZERO, 2);
      Lameduck service = service().source("orders", loop::stop, loop).start();
      loop.start(service.inFlight());
      running.await();
      for (int i = 0; i < 5; i++) {
        consumer.failCommit(new RebalanceInProgressException());
      }
      consumer.givingBack =
          () -> await().until(() -> isInFlight(service) || service.phase() == Phase.CLOSING);
      CompletableFuture<ShutdownReport> report = service.shutdown("rollout");
      await().until(() -> service.phase() == Phase.DRAINING);
      blocker.countDown();

      assertThat(report.get().outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(consumer.committed(ZERO)).isEqualTo(1);
    }

    @Test
    void beforeTheStartIsTheEnd() {
      loop.stop();
      start();
      loop.close();
      assertThat(consumer.closed()).isTrue();
      assertThat(consumer.polling).isFalse();
    }

    private static boolean isInFlight(Lameduck service) {
      return service.inFlight().count() > 0;
    }

    private void blockAndHandle(ConsumerRecord<String, String> one) throws InterruptedException {
      block();
      handle(one);
    }
  }

  @Nested
  class AClose {
    @Test
    void interruptsAHandlerAndCommitsNothingOfIt() throws Exception {
      loop = KafkaLoop.forEachBatch(consumer, records -> block());
      consumer.add(ZERO, 2);
      start();
      running.await();
      loop.close();

      assertThat(consumer.closed()).isTrue();
      assertThat(consumer.committed(ZERO)).isZero();
      assertThat(consumer.positionAtTheEnd(ZERO)).isZero();
      loop.check();
    }

    @Test
    void ofALoopThatNeverBeganClosesTheConsumer() {
      loop.close();
      assertThat(consumer.closed()).isTrue();
      assertThat(consumer.closedWith())
          .extracting(CloseOptions::groupMembershipOperation)
          .isEqualTo(GroupMembershipOperation.DEFAULT);
    }

    @Test
    void staysInTheGroupIfThatIsAskedFor() {
      CloseOptions options =
          CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP);
      loop = KafkaLoop.forEachRecord(consumer, KafkaLoopTest.this::handle, options);
      start();
      loop.close();
      assertThat(consumer.closedWith()).isSameAs(options);
    }
  }

  @Nested
  class AFailure {
    @Test
    void ofAHandlerEndsTheLoopBehindWhatIsDone() {
      loop = KafkaLoop.forEachRecord(consumer, this::failAtTheSecond);
      consumer.add(ZERO, 3);
      start();
      await().until(consumer::closed);

      assertThatIllegalStateException()
          .isThrownBy(loop::check)
          .withMessage("the poll loop has ended: java.io.IOException: no");
      assertThat(consumer.committed(ZERO)).isEqualTo(1);
      assertThat(consumer.positionAtTheEnd(ZERO)).isEqualTo(1);
      await().until(() -> lameduck.inFlight().count() == 0);
    }

    @Test
    void ofAPollEndsTheLoop() {
      consumer.setPollException(new TopicAuthorizationException("orders"));
      start();
      await().until(consumer::closed);
      assertThatIllegalStateException()
          .isThrownBy(loop::check)
          .withCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void isNotHavingEndedYet() {
      assertThatCode(loop::check).doesNotThrowAnyException();
    }

    private void failAtTheSecond(ConsumerRecord<String, String> one) throws Exception {
      if (one.offset() == 1) {
        throw new IOException("no");
      }
      handle(one);
    }
  }

  @Test
  void takesNothingWhenTheDrainIsOver() {
    lameduck.stop();
    consumer.add(ZERO, 1);
    start();
    await().until(consumer::closed);
    assertThat(handled).isEmpty();
    assertThat(consumer.positionAtTheEnd(ZERO)).isZero();
    loop.check();
  }

  @Test
  void isStartedOnce() {
    start();
    assertThatIllegalStateException()
        .isThrownBy(this::start)
        .withMessage("start was called twice (expected: once)");
  }

  @Test
  void namesNoMoreThanFivePartitions() {
    var records =
        new ConsumerRecords<String, String>(
            IntStream.range(0, 7)
                .boxed()
                .collect(
                    Collectors.toMap(
                        i -> new TopicPartition("t", i),
                        i -> List.of(new ConsumerRecord<>("t", i, 9L, "k", "v")),
                        (one, other) -> one,
                        LinkedHashMap::new)),
            Map.of());
    assertThat(new Batch<>(records))
        .hasToString("t-0@9 t-1@9 t-2@9 t-3@9 t-4@9 and 2 more partitions");
  }

  private void start() {
    loop.start(lameduck.inFlight());
  }

  private void handle(ConsumerRecord<String, String> one) {
    handled.add(one.value());
  }

  private void block() throws InterruptedException {
    running.countDown();
    blocker.await();
  }

  private void awaitCommitted(long next) {
    await().until(() -> consumer.committed(ZERO) == next);
  }
}
