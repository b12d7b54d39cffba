package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log of a container while it is written, which is gone with the pod. Any thread. */
final class FollowedLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The kubelet puts a time before each line of the container, and none before its own. */
  private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+Z) (.*)");

  private record Line(Instant time, String text) {}

  private final String container;
  private final ByteArrayOutputStream bytes;
  private final LogWatch watch;
  private final AtomicReference<Optional<String>> end = new AtomicReference<>(Optional.empty());

  private FollowedLog(String container, ByteArrayOutputStream bytes, LogWatch watch) {
    this.container = container;
    this.bytes = bytes;
    this.watch = watch;
    watch.onClose().thenAccept(failure -> end.set(Optional.of(reason(failure))));
  }

  /**
   * @param container the name of a container that runs, or has run
   * @param id what the kubelet calls this run of it
   */
  static FollowedLog of(
      NamespacedKubernetesClient client, String pod, String container, String id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LogWatch watch =
        client
            .pods()
            .withName(pod)
            .inContainer(container)
            .withReadyWaitTimeout(0) // it runs, whether it is ready or not
            .usingTimestamps()
            .watchLog(bytes);
    return new FollowedLog(id, bytes, watch);
  }

  private static String reason(Throwable failure) {
    return failure == null ? "its log ended" : "its log broke off: " + failure;
  }

  boolean isOf(String id) {
    return container.equals(id);
  }

  /** When the first line with this text was written, by the clock of the node. */
  Instant awaitLine(String text) {
    return await("a line with '" + text + "'")
        .atMost(PATIENCE)
        .until(
            () -> lines().filter(line -> line.text().contains(text)).findFirst(),
            Optional::isPresent)
        .orElseThrow()
        .time();
  }

  /** Waits until nothing more can come, and tells why that is. */
  String awaitEnd() {
    return await("the end of a log").atMost(PATIENCE).until(end::get, Optional::isPresent).get();
  }

  /** What the container has written so far, without the times. */
  List<String> text() {
    return lines().map(Line::text).toList();
  }

  /** What the kubelet said of the log in the midst of it. */
  List<String> remarks() {
    return bytes.toString(UTF_8).lines().filter(line -> !LINE.matcher(line).matches()).toList();
  }

  private Stream<Line> lines() {
    return bytes
        .toString(UTF_8)
        .lines()
        .map(LINE::matcher)
        .filter(line -> line.matches())
        .map(line -> new Line(Instant.parse(line.group(1)), line.group(2)));
  }

  @Override
  public void close() {
    watch.close();
  }
}
