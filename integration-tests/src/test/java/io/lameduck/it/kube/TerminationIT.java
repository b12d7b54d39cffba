package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code kubectl describe pod} tells of a service that has ended. */
@OnCluster
class TerminationIT {
  /** Of which the kubelet keeps 1024 bytes each. */
  private static final int MOST_CONTAINERS = 12;

  private static final int MOST_BYTES = 1024;

  private static Manifest quickHello() {
    return Manifest.of("hello")
        .set("LAMEDUCK_PROPAGATION_DELAY", "1s")
        .set("LAMEDUCK_QUIET_PERIOD", "500ms")
        .set("LAMEDUCK_IDLE_LINGER", "500ms");
  }

  @Test
  void aServiceThatDrainedExitsWith0AndTellsHowLongEachPhaseTook(Namespace namespace) {
    namespace.apply(quickHello());
    namespace.awaitReady("hello", 2);
    assertThat(Stopped.all(namespace, "hello").values())
        .hasSize(2)
        .extracting(Stopped::end)
        .allSatisfy(TerminationIT::assertDrained);
  }

  private static void assertDrained(Ended ended) {
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.reason()).isEqualTo("Completed");
    assertThat(ended.message())
        .startsWith("lameduck: drained after SIGTERM in ")
        .contains("lame-duck 1.0s (quiet)", "draining ", "closing 0.", "exit 0");
  }

  @Test
  void workThatIsCutIsNamedAndTheExitCodeIs1(Namespace namespace) {
    namespace.apply(
        quickHello()
            .set("LAMEDUCK_GRACE_PERIOD", "10s")
            .withPods(pod -> pod.withTerminationGracePeriodSeconds(10L)));
    PodContainer hello = PodContainer.anyReady(namespace, "hello");
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(() -> namespace.get(hello.pod(), 8080, "/slow?ms=60000"));
    hello.signal("TERM");
    Ended ended = hello.awaitEnd();
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.message()).contains("cut after SIGTERM", "GET /slow", "exit 1");
    assertThat(slow).failsWithin(Duration.ofSeconds(30));
  }

  @Test
  void aSecondSigintEndsItAtOnceWithACodeOfItsOwn(Namespace namespace) {
    namespace.apply(
        quickHello().set("LAMEDUCK_PROPAGATION_DELAY", "15s").set("LAMEDUCK_IDLE_LINGER", "10s"));
    PodContainer hello = PodContainer.anyReady(namespace, "hello");
    hello.signal("TERM");
    await("the lame duck").until(() -> hello.log().contains("shutting down: SIGTERM"));
    hello.signal("TERM");
    await("the second SIGTERM").until(() -> hello.log().contains("SIGTERM joined: "));
    hello.signal("INT");
    await("SIGINT").until(() -> hello.log().contains("SIGINT joined: "));
    hello.signal("INT");
    Ended ended = hello.awaitEnd();
    assertThat(ended.exitCode()).isEqualTo(130);
    assertThat(ended.message()).contains("halted: second-signal");
    assertThat(ended.ran()).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void aLongMessageIsWholeToItsLastCharacterWithTwelveContainers(Namespace namespace) {
    String bad = "ö".repeat(200);
    namespace.apply(
        Manifest.of("hello")
            .set("LAMEDUCK_PROPAGATION_DELAY", bad)
            .set("LAMEDUCK_QUIET_PERIOD", bad)
            .set("LAMEDUCK_IDLE_LINGER", bad)
            .set("LAMEDUCK_EXIT_MARGIN", bad)
            .withPods(pod -> pod.addAllToContainers(bystanders(MOST_CONTAINERS - 1))));
    Ended ended = awaitFailure(namespace);
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.message()).startsWith("lameduck: start failed: ").doesNotContain("\uFFFD");
    assertThat(ended.message().getBytes(UTF_8)).hasSizeBetween(MOST_BYTES - 3, MOST_BYTES);
  }

  @Test
  void aCrashWithoutAMessageKeepsTheTailOfItsLog(Namespace namespace) {
    namespace.apply(
        quickHello()
            .withContainers(
                container -> container.withTerminationMessagePolicy("FallbackToLogsOnError")));
    PodContainer hello = PodContainer.anyReady(namespace, "hello");
    hello.signal("SEGV"); // the JVM writes a report and aborts
    Ended ended = hello.awaitEnd();
    assertThat(ended.exitCode()).isNotZero();
    assertThat(ended.message()).contains("SIGSEGV");
  }

  private static List<Container> bystanders(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new ContainerBuilder()
                    .withName("bystander-" + i)
                    .withImage("hello")
                    .withCommand("sleep", "600")
                    .build())
        .toList();
  }

  private static Ended awaitFailure(Namespace namespace) {
    return await("a container to fail")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> namespace.pods("hello").stream().flatMap(pod -> end(pod).stream()).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Ended> end(Pod pod) {
    return Ended.of(pod, "hello").or(() -> Ended.before(pod, "hello"));
  }
}
