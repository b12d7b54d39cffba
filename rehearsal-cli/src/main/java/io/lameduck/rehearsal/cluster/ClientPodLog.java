package io.lameduck.rehearsal.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.lameduck.rehearsal.clients.LogLine;
import io.lameduck.rehearsal.clients.Observed;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The log of a pod of clients, read on a thread of its own. All there is to know of them is in it:
 * no other right and no other way into the cluster is needed. Any thread.
 */
final class ClientPodLog {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private final PodResource pod;
  private final String name;
  private final Stopwatch stopwatch;
  private final PodClock clock = new PodClock();
  private final CompletableFuture<Observed> observed = new CompletableFuture<>();
  private volatile String waiting = "";
  private volatile boolean asking;
  private volatile long requests;
  private volatile long failed;

  ClientPodLog(PodResource pod, String name, Stopwatch stopwatch) {
    this.pod = pod;
    this.name = name;
    this.stopwatch = stopwatch;
  }

  void follow() {
    Thread thread = new Thread(this::read, "clients");
    thread.setDaemon(true);
    thread.start();
  }

  /** Until the results are there: whatever breaks the connection, the log goes on. */
  private void read() {
    while (!observed.isDone()) {
      try {
        readOnce();
        failIfGone();
        Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
      } catch (InterruptedException e) {
        observed.completeExceptionally(e);
      } catch (RuntimeException e) {
        observed.completeExceptionally(e);
      }
    }
  }

  private void readOnce() {
    try (LogWatch log = pod.tailingLines(100).withReadyWaitTimeout(0).watchLog();
        BufferedReader in = new BufferedReader(new InputStreamReader(log.getOutput(), UTF_8))) {
      for (String line = in.readLine(); line != null && !observed.isDone(); line = in.readLine()) {
        understand(line);
      }
    } catch (IOException | KubernetesClientException e) {
      // It is opened again.
    }
  }

  void understand(String line) {
    Observed.parse(line).ifPresent(observed::complete);
    LogLine.parse(line).ifPresent(this::understand);
  }

  private void understand(LogLine line) {
    clock.observe(line.at(), stopwatch.elapsed());
    line.waiting().ifPresent(why -> waiting = why);
    line.failed().ifPresent(count -> failed = count);
    line.requests()
        .ifPresent(
            count -> {
              requests = count;
              asking = true;
            });
  }

  private void failIfGone() {
    end()
        .ifPresent(
            how ->
                observed.completeExceptionally(
                    new ClusterFailed(
                        Reason.CLUSTER,
                        "pod "
                            + name
                            + " of the clients ended before its time: "
                            + how
                            + " (expected: it runs until the rehearsal is over)")));
  }

  private Optional<String> end() {
    try {
      Pod now = pod.get();
      return now == null ? Optional.of("it is gone") : ContainerProblem.endOf(now);
    } catch (KubernetesClientException e) {
      return Optional.empty(); // nobody knows: the next attempt will tell
    }
  }

  /** Why its clients have not begun to ask; empty if it has told nothing of that. */
  String waiting() {
    return waiting;
  }

  /** Whether its clients have begun to ask. */
  boolean isAsking() {
    return asking;
  }

  /** How many requests were made, as far as it has told. */
  long requests() {
    return requests;
  }

  /** How many of them have failed. */
  long failed() {
    return failed;
  }

  /** Translates its times into those of the rehearsal. */
  PodClock clock() {
    return clock;
  }

  /** Whether its last line has come, or the pod has ended without it. */
  boolean isOver() {
    return observed.isDone();
  }

  /**
   * All that its clients saw, once it is over.
   *
   * @throws ClusterFailed if the pod ended without it
   */
  Observed observed() {
    try {
      return observed.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
