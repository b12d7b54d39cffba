package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The log of a pod while it is written, which is gone with the pod; each line with its time. */
final class FollowedLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ByteArrayOutputStream lines;
  private final LogWatch watch;

  private FollowedLog(ByteArrayOutputStream lines, LogWatch watch) {
    this.lines = lines;
    this.watch = watch;
  }

  static FollowedLog of(Namespace namespace, String pod) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    return new FollowedLog(
        lines, namespace.client().pods().withName(pod).usingTimestamps().watchLog(lines));
  }

  /** When the first line with this text was written, by the clock of the node. */
  Instant awaitLine(String text) {
    return await("a line with '" + text + "'")
        .atMost(PATIENCE)
        .until(() -> timeOf(text), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Instant> timeOf(String text) {
    return lines
        .toString(UTF_8)
        .lines()
        .filter(line -> line.contains(text))
        .findFirst()
        .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))));
  }

  @Override
  public void close() {
    watch.close();
  }
}
