package io.lameduck.it.rehearsal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Instances of one service, replaced as a Deployment with {@code maxUnavailable: 0} replaces them:
 * the new one is ready before the old one gets SIGTERM, one after the other. One thread.
 */
public final class Deployment implements AutoCloseable {
  private final PodSpec template;
  private final BiConsumer<String, String> out;
  private final Deque<Pod> pods = new ArrayDeque<>();
  private final Endpoints endpoints = new Endpoints(System::nanoTime);
  private int started;

  private Deployment(PodSpec template, BiConsumer<String, String> out) {
    this.template = template;
    this.out = out;
  }

  /** Starts the instances and waits until all are ready; their log goes to {@code out} by name. */
  public static Deployment start(PodSpec template, int replicas, BiConsumer<String, String> out) {
    Deployment deployment = new Deployment(template, out);
    try {
      deployment.startPods(replicas);
      return deployment;
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  private void startPods(int replicas) {
    for (int i = 0; i < replicas; i++) {
      pods.add(startPod());
    }
    pods.forEach(pod -> endpoints.startWith(pod.awaitReady().endpoint()));
  }

  private Pod startPod() {
    String name = template.name() + "-" + ++started;
    return Pod.start(template.named(name), line -> out.accept(name, line));
  }

  /** Replaces every instance once and tells how each of the old ones ended. */
  public List<PodEnd> restart() throws IOException, InterruptedException {
    List<PodEnd> ends = new ArrayList<>();
    for (int left = pods.size(); left > 0; left--) {
      ends.add(replaceOldest());
    }
    return ends;
  }

  private PodEnd replaceOldest() throws IOException, InterruptedException {
    Pod replacement = startPod();
    pods.addLast(replacement);
    endpoints.add(replacement.awaitReady().endpoint());
    return delete(pods.removeFirst());
  }

  /** The endpoint's removal and SIGTERM begin together and run apart, as in a cluster. */
  private PodEnd delete(Pod pod) throws IOException, InterruptedException {
    try (pod) {
      endpoints.remove(pod.endpoint());
      pod.signal(Signal.TERM);
      return pod.awaitEnd();
    }
  }

  Endpoints endpoints() {
    return endpoints;
  }

  @Override
  public void close() {
    pods.forEach(Pod::close);
  }
}
