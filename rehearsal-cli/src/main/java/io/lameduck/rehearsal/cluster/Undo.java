package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What has to be undone at the end, the last first: objects that were created are removed, what was
 * changed is put back. Any thread may end it, such as that of a signal, and it is done once.
 */
public final class Undo implements AutoCloseable {
  private record Step(String what, Runnable action) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Consumer<String> complaints;
  private boolean closed;

  /**
   * Nothing to undo yet.
   *
   * @param complaints is told in a sentence of what could not be undone
   */
  public Undo(Consumer<String> complaints) {
    this.complaints = complaints;
  }

  /** Creates an object that is removed at the end, at once and with no grace. */
  public <T extends HasMetadata> T create(NamespacedKubernetesClient client, T object) {
    String what = object.getKind() + " " + object.getMetadata().getName();
    add("remove " + what, () -> client.resource(object).withGracePeriod(0).delete());
    return client.resource(object).create();
  }

  /** Before the change itself: what it does must be right where the change was not made. */
  public synchronized void add(String what, Runnable action) {
    if (closed) {
      throw new IllegalStateException("everything is undone already");
    }
    steps.push(new Step(what, action));
  }

  @Override
  public synchronized void close() {
    closed = true;
    boolean interrupted = Thread.interrupted(); // requests would not be made
    while (!steps.isEmpty()) {
      undo(steps.pop());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void undo(Step step) {
    try {
      step.action().run();
    } catch (RuntimeException e) {
      complaints.accept("could not " + step.what() + ": " + e.getMessage());
    }
  }
}
