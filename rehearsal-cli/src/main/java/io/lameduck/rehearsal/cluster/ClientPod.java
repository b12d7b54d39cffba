package io.lameduck.rehearsal.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Clients in a pod of the cluster, from their creation to what they saw. All there is to know of
 * them is in the pod's log: no other right and no other way into the cluster is needed. Any thread.
 */
public final class ClientPod {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private final NamespacedKubernetesClient client;
  private final String name;
  private final Stopwatch stopwatch;
  private final PodClock clock = new PodClock();
  private final CompletableFuture<Observed> observed = new CompletableFuture<>();
  private volatile String waiting = "";
  private volatile boolean asking;
  private volatile long requests;
  private volatile long failed;

  private ClientPod(NamespacedKubernetesClient client, String name, Stopwatch stopwatch) {
    this.client = client;
    this.name = name;
    this.stopwatch = stopwatch;
  }

  /** Creates it, to be removed with all else, and does not wait for it. */
  public static ClientPod create(
      NamespacedKubernetesClient client, ClientPodSpec spec, Undo undo, Stopwatch stopwatch) {
    Pod pod = undo.create(client, spec.pod());
    return new ClientPod(client, pod.getMetadata().getName(), stopwatch);
  }

  /** Waits until its clients ask. */
  public void awaitAsking(Duration atMost) throws InterruptedException {
    Await.until(this::isRunning, atMost, () -> notAsking(atMost));
    Thread thread = new Thread(this::read, "clients");
    thread.setDaemon(true);
    thread.start();
    Await.until(
        () -> {
          failIfEnded();
          return asking;
        },
        atMost,
        () -> notAsking(atMost));
  }

  /** How many requests were made, as far as it has told. */
  public long requests() {
    return requests;
  }

  /** How many of them have failed. */
  public long failed() {
    return failed;
  }

  /** Translates its times into those of the rehearsal. */
  public PodClock clock() {
    return clock;
  }

  /** Fails if its clients do not ask any more. */
  public void failIfEnded() {
    if (observed.isDone()) {
      Observed all = result();
      throw new ClusterFailed(
          Reason.CLUSTER,
          "pod "
              + name
              + " of the clients was stopped after "
              + all.results().requests()
              + " requests (expected: it runs until the rehearsal is over)");
    }
  }

  private Observed result() {
    try {
      return observed.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Ends it, and tells all that its clients saw. */
  public Observed stop() throws InterruptedException {
    failIfEnded();
    resource().withGracePeriod(ClientPodSpec.GRACE.toSeconds()).delete();
    Await.until(
        observed::isDone,
        ClientPodSpec.GRACE,
        () -> new ClusterFailed(Reason.CLUSTER, "pod " + name + " ended without its results"));
    return result();
  }

  private boolean isRunning() {
    Pod pod = resource().get();
    if (pod == null) {
      throw new ClusterFailed(Reason.CLUSTER, "pod " + name + " was deleted by somebody else");
    }
    ContainerProblem.in(pod).ifPresent(ClientPod::refuse);
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return phase != null && !phase.equals("Pending");
  }

  private static void refuse(String problem) {
    throw new ClusterFailed(Reason.CLUSTER, problem);
  }

  private RuntimeException notAsking(Duration atMost) {
    return waiting.isEmpty()
        ? new ClusterFailed(
            Reason.CLUSTER,
            "pod "
                + name
                + " of the clients did not run within "
                + atMost.toSeconds()
                + " s (expected: a node with room for it; --start-timeout gives it more time)")
        : new ClusterFailed(
            Reason.NO_ANSWER,
            "the first request of " + waiting + " (within " + atMost.toSeconds() + " s)");
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
    try (LogWatch log = resource().tailingLines(100).withReadyWaitTimeout(0).watchLog();
        BufferedReader in = new BufferedReader(new InputStreamReader(log.getOutput(), UTF_8))) {
      for (String line = in.readLine(); line != null && !observed.isDone(); line = in.readLine()) {
        understand(line);
      }
    } catch (IOException | KubernetesClientException e) {
      // It is opened again.
    }
  }

  private void understand(String line) {
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
      Pod pod = resource().get();
      return pod == null ? Optional.of("it is gone") : ContainerProblem.endOf(pod);
    } catch (KubernetesClientException e) {
      return Optional.empty(); // nobody knows: the next attempt will tell
    }
  }

  private PodResource resource() {
    return Objects.requireNonNull(client.pods().withName(name));
  }

  @Override
  public String toString() {
    return name;
  }
}
