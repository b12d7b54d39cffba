package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The old colour goes when it is idle, and its metrics tell when that is. */
@OnCluster
class BlueGreenIT {
  private static final String APP = "blue-green";
  private static final Duration LONG = Duration.ofSeconds(8);
  private static final Path SWITCH = Path.of(System.getProperty("it.examples"), APP, "switch.sh");

  @Test
  void itIsIdleWhenItsSlowRequestHasEndedAndNotBefore(Namespace namespace) {
    Duration slow = Duration.ofSeconds(3);
    namespace.apply(Manifest.of(APP).with(DeploymentSpecBuilder.class, BlueGreenIT::single));
    String pod = podOf(namespace, "blue").getMetadata().getName();
    assertThat(gauge(namespace, pod, "lameduck_in_flight")).isZero();

    long start = System.nanoTime();
    CompletableFuture<String> answer = ask(namespace, pod, slow);
    await().until(() -> gauge(namespace, pod, "lameduck_in_flight") == 1);
    assertThat(gauge(namespace, pod, "lameduck_connections")).isPositive();
    await().until(() -> gauge(namespace, pod, "lameduck_in_flight") == 0);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(slow);
    assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("blue\n");
    await().until(() -> gauge(namespace, pod, "lameduck_connections") == 0);
  }

  @Test
  void theSwitchFailsNoRequestAndWaitsForOneThatAShutdownWouldCut(Namespace namespace)
      throws IOException {
    try (Kubectl kubectl = Kubectl.assumedFor(namespace)) {
      namespace.apply(withLittleGrace());
      Pod blue = podOf(namespace, "blue");
      InsideLoad load = InsideLoad.start(namespace, "blue-green:80", "fresh=4 fresh=2,/?ms=300");
      CompletableFuture<String> answer = ask(namespace, blue.getMetadata().getName(), LONG);
      long start = System.nanoTime();
      kubectl.run("PATIENCE=60", "sh", SWITCH.toString(), "green");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));

      assertThat(answer).succeedsWithin(Duration.ofSeconds(2)).isEqualTo("blue\n");
      assertThat(namespace.awaitEnd(blue).text()).contains("cut 0; exit 0");
      assertThat(load.scoreAfter(100).failures()).isEmpty();
    }
  }

  /** Both colours run, so that the switch comes before the long answer. */
  private static Manifest withLittleGrace() {
    return Manifest.of(APP)
        .with(DeploymentSpecBuilder.class, BlueGreenIT::single)
        .withPods(pod -> pod.withTerminationGracePeriodSeconds(5L))
        .set("LAMEDUCK_GRACE_PERIOD", "5s")
        .set("LAMEDUCK_CLOSE_RESERVE", "500ms")
        .set("LAMEDUCK_PROPAGATION_DELAY", "1s");
  }

  private static void single(DeploymentSpecBuilder deployment) {
    deployment.withReplicas(1);
  }

  private static Pod podOf(Namespace namespace, String colour) {
    return namespace.awaitReady(APP, 2).stream()
        .filter(pod -> colour.equals(pod.getMetadata().getLabels().get("colour")))
        .findFirst()
        .orElseThrow();
  }

  /** On a connection of its own, which ends with the answer. */
  private static CompletableFuture<String> ask(Namespace namespace, String pod, Duration time) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (LocalPortForward forward =
              namespace.client().pods().withName(pod).portForward(8080)) {
            return get("http://localhost:" + forward.getLocalPort() + "/?ms=" + time.toMillis());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String get(String uri) throws IOException {
    try (InputStream answer = URI.create(uri).toURL().openStream()) {
      return new String(answer.readAllBytes(), UTF_8);
    }
  }

  private static double gauge(Namespace namespace, String pod, String name) {
    return Scrape.of(namespace, pod, 9090).value(name);
  }
}
