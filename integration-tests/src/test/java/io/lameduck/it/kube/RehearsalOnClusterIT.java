package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command that rehearses a Deployment on a cluster, as its users have it. */
@OnCluster
class RehearsalOnClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SLOW_START = "sleep 3; exec java -jar /app/hello.jar";

  /** All that a cluster offers, and some that only one machine takes from it. */
  private static final String SCENARIO =
      """
      name: an update, and then a node goes
      replicas: 3
      propagation: {usual: 500ms}
      clients:
        kept-alive: 4
        fresh: 4
        slow: {count: 2, target: "/slow?ms=500", pause: 200ms}
      steps:
        - rolling-update
        - scale: 2
        - drain-node: {pods: 1}
        - kill-during-start: {after: 200ms}
        - wait: 1s
      """;

  private static Manifest hello() {
    return Manifest.of("hello").with(DeploymentSpecBuilder.class, s -> s.withMinReadySeconds(1));
  }

  @Test
  void theSameScenarioRunsOnOneMachineAndOnACluster(Namespace namespace, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("scenario.yaml"), SCENARIO);
    Path examples = Path.of(System.getProperty("it.examples", ""));
    String local =
        Command.run(
            ClusterRehearsal.onThisMachine(
                "--scenario",
                file.toString(),
                "--ready=/ready",
                "--report=" + folder,
                "-q",
                "--unset=KUBERNETES_SERVICE_HOST",
                "--env=LAMEDUCK_PROPAGATION_DELAY=2s",
                "--",
                "java",
                "-jar",
                examples.resolve("hello/target/hello.jar").toString()));
    assertThat(local).contains("PASSED: an update, and then a node goes of service");

    namespace.apply(hello());
    new Workload(namespace, "hello").awaitRolledOut();
    ClusterRehearsal rehearsal = ClusterRehearsal.start(namespace, file, "--deployment=hello");
    assertThat(rehearsal.awaitExit()).as(rehearsal::log).isZero();
    JsonNode report = rehearsal.report();
    assertThat(report.get("summary").asString())
        .startsWith("PASSED: an update, and then a node goes of hello");
    assertThat(report.get("requests").asInt()).isGreaterThan(500);
    assertThat(report.get("pods")).hasSizeGreaterThanOrEqualTo(8);
    assertThat(report.at("/pods/0/end/terminationMessage").asString())
        .contains("drained after SIGTERM");
    assertThat(report.at("/pods/0/lateConnections/count").isNumber()).isTrue();
    assertThat(report.get("endpoints")).hasSizeGreaterThan(8);
    assertThat(rehearsal.log()).contains("propagation is ignored");
    assertNothingIsLeft(namespace, rehearsal);
  }

  /** A new pod gets requests before it listens, an old one after it has ceased to. */
  @Test
  void aCarelessServiceFails(Namespace namespace) throws Exception {
    namespace.apply(
        hello()
            .set("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .set("LAMEDUCK_QUIET_PERIOD", "0s")
            .withContainers(container -> container.withStartupProbe(null).withReadinessProbe(null))
            .withContainers(container -> container.withCommand("sh", "-c", SLOW_START)));
    new Workload(namespace, "hello").awaitRolledOut();
    ClusterRehearsal rehearsal = ClusterRehearsal.start(namespace, null, "--deployment=hello");
    assertThat(rehearsal.awaitExit()).as(rehearsal::log).isEqualTo(1);
    JsonNode report = rehearsal.report();
    assertThat(report.at("/reasons/0").asString()).contains("requests failed", "refused");
    assertThat(report.at("/firstFailures/0/atSeconds").asDouble())
        .isGreaterThan(report.get("loadBeganSeconds").asDouble());
    assertNothingIsLeft(namespace, rehearsal);
  }

  @Test
  void sigtermLeavesNothingBehind(Namespace namespace) throws Exception {
    namespace.apply(hello());
    new Workload(namespace, "hello").awaitRolledOut();
    ClusterRehearsal rehearsal =
        ClusterRehearsal.start(
            namespace, null, "--deployment=hello", "--replicas=3", "--warm-up=10m");
    rehearsal.awaitLoad();
    assertThat(namespace.pods("hello")).hasSize(3);
    rehearsal.delete();
    await("an end with nothing left")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertNothingIsLeft(namespace, rehearsal));
  }

  private static void assertNothingIsLeft(Namespace namespace, ClusterRehearsal rehearsal) {
    assertThat(rehearsal.clients()).isEmpty();
    assertThat(
            List.of(
                namespace
                    .client()
                    .apps()
                    .deployments()
                    .withName("hello")
                    .get()
                    .getSpec()
                    .getReplicas()))
        .containsExactly(2);
  }
}
