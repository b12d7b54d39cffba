package io.lameduck.rehearsal.model;

/**
 * Pods are evicted from a node as far as a PodDisruptionBudget allows: unlike in a rolling update a
 * pod goes first, and its replacement is started then, elsewhere.
 *
 * @param pods how many run on that node, the oldest ones
 * @param maxUnavailable the budget: how many may be missing at a time
 */
public record DrainNode(int pods, int maxUnavailable) implements Step {
  public DrainNode {
    Expected.atLeast(1, pods, "pods");
    Expected.atLeast(1, maxUnavailable, "maxUnavailable");
  }

  @Override
  public String toString() {
    return "node drain";
  }
}
