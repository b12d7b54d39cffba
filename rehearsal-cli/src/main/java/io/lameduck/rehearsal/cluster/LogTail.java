package io.lameduck.rehearsal.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last lines of the log of a pod that is about to end, read on a thread of its own. */
final class LogTail implements AutoCloseable {
  private static final int LINES = 200;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Stopwatch stopwatch;
  private volatile @Nullable LogWatch watch;
  private volatile @Nullable Duration ended;

  private LogTail(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  static LogTail follow(
      NamespacedKubernetesClient client, Pod pod, Stopwatch stopwatch, RehearsalListener listener) {
    LogTail tail = new LogTail(stopwatch);
    Thread thread = new Thread(() -> tail.read(client, pod, listener), "log");
    thread.setDaemon(true);
    thread.start();
    return tail;
  }

  private void read(NamespacedKubernetesClient client, Pod pod, RehearsalListener listener) {
    String name = pod.getMetadata().getName();
    String container = pod.getSpec().getContainers().get(0).getName();
    try (LogWatch open =
            client
                .pods()
                .withName(name)
                .inContainer(container)
                .tailingLines(LINES)
                .withReadyWaitTimeout(0)
                .watchLog();
        BufferedReader in = new BufferedReader(new InputStreamReader(open.getOutput(), UTF_8))) {
      watch = open;
      in.lines().peek(this::keep).forEach(line -> listener.line(name, line));
      ended = stopwatch.elapsed();
    } catch (IOException | RuntimeException e) {
      keep(
          "(no more of its log: "
              + (e instanceof KubernetesClientException ? e.getMessage() : e)
              + ")");
    }
  }

  private synchronized void keep(String line) {
    lines.addLast(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  /** When the log ended, with its container; empty if it has not, or reading it failed. */
  Optional<Duration> ended() {
    return Optional.ofNullable(ended);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    LogWatch open = watch;
    if (open != null) {
      open.close();
    }
  }
}
