package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.FreePort;
import io.lameduck.rehearsal.pod.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The ends of two pods, watched by a Prometheus with the configuration of {@code
 * examples/monitoring}: the deadline cuts off a request of the first, the second is killed.
 */
final class WatchedEnds {
  static final Path FILES = Example.folder("monitoring");
  static final String NAMESPACE = "shop";
  static final String APP = "orders";

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Prometheus prometheus;

  private WatchedEnds(Prometheus prometheus) {
    this.prometheus = prometheus;
  }

  /** Returns the Prometheus when it knows that both are gone. Its data is kept in the folder. */
  static Prometheus watch(Path folder) throws Exception {
    int first = FreePort.choose();
    int second = FreePort.choose();
    configure(folder, target("orders-1", first) + "," + target("orders-2", second));
    Prometheus prometheus = Prometheus.start(folder);
    try {
      new WatchedEnds(prometheus).run(pod(first), pod(second));
      return prometheus;
    } catch (Exception | Error e) {
      prometheus.close(); // nobody else will
      throw e;
    }
  }

  private void run(PodSpec first, PodSpec second) throws Exception {
    try (Instance cut = Instance.start(first, line -> {});
        Instance killed = Instance.start(second, line -> {})) {
      cut.awaitReady();
      killed.awaitReady();
      prometheus.awaitResult("count(lameduck_ready == 1) == 2");
      killed.signal(Signal.KILL);
      cutOff(cut);
    }
    prometheus.awaitResult("absent(lameduck_ready)");
  }

  private void cutOff(Instance instance) throws Exception {
    var request = Get.async(instance, "/slow?ms=60000");
    prometheus.awaitResult("lameduck_in_flight == 1");
    instance.signal(Signal.TERM);
    instance.awaitStatus("/ready", 503);
    assertThat(instance.status("/")).isEqualTo(200); // on a new connection, which is late
    assertThat(instance.awaitEnd().exitCode()).isEqualTo(1);
    assertThat(request).failsWithin(SOON);
  }

  private static PodSpec pod(int metricsPort) {
    return Example.of("monitoring")
        .with("METRICS_PORT", Integer.toString(metricsPort))
        .with("LAMEDUCK_GRACE_PERIOD", "8s")
        .with("LAMEDUCK_PROPAGATION_DELAY", "2s");
  }

  /** What finds pods in a cluster is replaced by a list of what it would have found. */
  private static void configure(Path folder, String targets) throws IOException {
    String config = Files.readString(FILES.resolve("prometheus.yaml"));
    String discovery = "kubernetes_sd_configs:\n      - role: pod\n";
    String interval = "evaluation_interval: 15s";
    String scrapes = "scrape_interval: 500ms";
    assertThat(config).contains(discovery, interval, scrapes);
    Files.writeString(
        folder.resolve("prometheus.yaml"),
        config
            .replace(discovery, "file_sd_configs:\n      - files: [pods.json]\n")
            .replace(scrapes, "scrape_interval: 200ms") // beside other tests each takes longer
            .replace(interval, "evaluation_interval: 1s"));
    Files.writeString(folder.resolve("pods.json"), "[" + targets + "]");
    String rules = "lameduck-rules.yaml";
    Files.copy(FILES.resolve(rules), folder.resolve(rules));
  }

  private static String target(String pod, int metricsPort) {
    return """
        {"targets": ["127.0.0.1:%d"],
         "labels": {
           "__meta_kubernetes_namespace": "%s",
           "__meta_kubernetes_pod_name": "%s",
           "__meta_kubernetes_pod_label_app_kubernetes_io_name": "%s",
           "__meta_kubernetes_pod_phase": "Running",
           "__meta_kubernetes_pod_container_port_name": "lameduck"}}
        """
        .formatted(metricsPort, NAMESPACE, pod, APP);
  }
}
