package io.lameduck.kafka;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.WorkInFlight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole shutdowns of services that consume from a real broker. */
@Timeout(120)
class RealBrokerTest {
  private static Broker broker;

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = Broker.start();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  /** Under both protocols of a group: the broker assigns, or the members do. */
  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void aReplacedMemberLosesNoRecordAndDoesNoneTwice(String protocol) throws Exception {
    String topic = "replaced-" + protocol;
    Map<String, Object> config = Map.of("group.protocol", protocol, "max.poll.records", 10);
    broker.create(topic, 4);
    broker.send(topic, 4, 200);
    Semaphore allowed = new Semaphore(57);
    KafkaLoop<String, String> one =
        KafkaLoop.forEachRecord(
            broker.consumer(topic, config),
            each -> {
              allowed.acquire();
              handled.add(each.value());
            });
    Lameduck first = start(service(), topic, one);
    await().atMost(Duration.ofMinutes(1)).until(() -> handled.size() == 57);
    KafkaLoop<String, String> other =
        KafkaLoop.forEachRecord(broker.consumer(topic, config), each -> handled.add(each.value()));
    Lameduck second = start(service(), topic, other);
    var ended = first.shutdown("rollout");
    allowed.release(1000); // in the midst of the shutdown, and of the rebalance

    assertThat(ended.get().outcome()).isEqualTo(Outcome.DRAINED);
    await().atMost(Duration.ofMinutes(1)).until(() -> new HashSet<>(handled).size() == 200);
    second.stop();
    assertThat(handled).as("each once").hasSize(200);
  }

  @Test
  void aMemberLeavesItsGroup() throws Exception {
    broker.create("left", 1);
    Consumer<String, String> consumer = broker.consumer("left", Map.of());
    KafkaLoop<String, String> loop = KafkaLoop.forEachBatch(consumer, records -> {});
    Lameduck service = start(service(), "left", loop);
    awaitMembers("left", 1);
    ShutdownReport report = service.shutdown("rollout").get();

    assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(report.duration()).as("no poll is waited for").isLessThan(Duration.ofSeconds(50));
    awaitMembers("left", 0);
  }

  @Test
  void aMemberStaysInItsGroupIfThatIsAskedFor() throws Exception {
    broker.create("kept", 1);
    Consumer<String, String> consumer =
        broker.consumer("kept", Map.of("session.timeout.ms", 45_000));
    KafkaLoop<String, String> loop =
        KafkaLoop.forEachBatch(
            consumer, records -> {}, CloseOptions.groupMembershipOperation(REMAIN_IN_GROUP));
    Lameduck service = start(service(), "kept", loop);
    awaitMembers("kept", 1);
    assertThat(service.shutdown("rollout").get().outcome()).isEqualTo(Outcome.DRAINED);

    assertThat(members("kept")).isEqualTo(1);
  }

  /** With auto-commit, which commits the position as the consumer is closed. */
  @Test
  void aHangingHandlerIsNamedAndCutAndItsRecordComesAgain() throws Exception {
    broker.create("hanging", 1);
    broker.send("hanging", 1, 3);
    CountDownLatch hangs = new CountDownLatch(1);
    Map<String, Object> config = Map.of("enable.auto.commit", true);
    KafkaLoop<String, String> loop =
        KafkaLoop.forEachRecord(
            broker.consumer("hanging", config),
            each -> {
              handled.add(each.value());
              if (each.value().equals("1")) {
                hangs.countDown();
                new CountDownLatch(1).await();
              }
            });
    LameduckBuilder builder =
        service()
            .set(Setting.GRACE_PERIOD, Duration.ofSeconds(12))
            .set(Setting.CLOSE_RESERVE, Duration.ofSeconds(9));
    Lameduck first = start(builder, "hanging", loop);
    hangs.await();
    ShutdownReport report = first.shutdown("rollout").get();

    assertThat(report.outcome()).isEqualTo(Outcome.CUT);
    assertThat(report.cut())
        .extracting(WorkInFlight::description)
        .containsExactly("hanging-0@0..2");
    assertThat(report.failures()).as("the interrupt ended it").isEmpty();
    assertThat(handled).containsExactly("0", "1");
    KafkaLoop<String, String> other =
        KafkaLoop.forEachRecord(
            broker.consumer("hanging", config), each -> handled.add(each.value()));
    Lameduck second = start(service(), "hanging", other);
    await().atMost(Duration.ofMinutes(1)).until(() -> handled.size() == 4);
    second.stop();
    assertThat(handled).containsExactly("0", "1", "1", "2");
  }

  private static Lameduck start(
      LameduckBuilder builder, String name, KafkaLoop<String, String> loop) {
    Lameduck lameduck = builder.source(name, loop::stop, loop).liveness(name, loop::check).start();
    loop.start(lameduck.inFlight());
    return lameduck;
  }

  private static LameduckBuilder service() {
    return Lameduck.builder()
        .environment(Map.of())
        .set(Setting.TERMINATION_LOG, Path.of("/dev/null"))
        .withoutSignals()
        .exit(Exit.none());
  }

  private static void awaitMembers(String group, int members) {
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions() // there is no group before its first member
        .until(() -> members(group) == members);
  }

  private static int members(String group) throws Exception {
    ConsumerGroupDescription description =
        broker.admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
    return description.members().size();
  }
}
