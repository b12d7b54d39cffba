package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * One container of a pod. It may end while the pod stays: what the kubelet has seen of its end is
 * then not lost with the pod.
 */
record PodContainer(Namespace namespace, String pod, String name) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The container that is called like the label {@code app}, of any ready pod of this label. */
  static PodContainer anyReady(Namespace namespace, String app) {
    return new PodContainer(namespace, namespace.awaitAnyReady(app).getMetadata().getName(), app);
  }

  /** Sends a signal, such as TERM, to the first process of the container, from within. */
  void signal(String signal) {
    run("sh", "-c", "kill -" + signal + " 1");
  }

  /** Runs a command in it, which has to succeed, and returns what it writes. */
  String run(String... command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (ExecWatch exec =
        namespace
            .client()
            .pods()
            .withName(pod)
            .inContainer(name)
            .writingOutput(output)
            .writingError(output)
            .exec(command)) {
      assertThat(exec.exitCode())
          .as(() -> output.toString(UTF_8))
          .succeedsWithin(PATIENCE)
          .isEqualTo(0);
      return output.toString(UTF_8);
    }
  }

  /** Waits until it has ended, whether it was started again or not. */
  Ended awaitEnd() {
    return await(name + " of " + pod + " to have ended")
        .atMost(PATIENCE)
        .until(this::end, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Ended> end() {
    return Optional.ofNullable(namespace.history().lastSeen(pod))
        .flatMap(last -> Ended.of(last, name).or(() -> Ended.before(last, name)));
  }

  String log() {
    return namespace.client().pods().withName(pod).inContainer(name).getLog();
  }
}
