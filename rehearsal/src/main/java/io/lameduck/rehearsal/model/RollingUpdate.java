package io.lameduck.rehearsal.model;

/**
 * Every pod is replaced, as a Deployment replaces them: it does not wait for the old ones to be
 * gone, only for the new ones to be available.
 *
 * @param maxSurge how many pods there may be beyond the replicas
 * @param maxUnavailable how many of the replicas may be missing
 */
public record RollingUpdate(int maxSurge, int maxUnavailable) implements Step {
  public RollingUpdate {
    Expected.atLeast(0, maxSurge, "maxSurge");
    Expected.atLeast(0, maxUnavailable, "maxUnavailable");
    if (maxSurge == 0 && maxUnavailable == 0) {
      throw new IllegalArgumentException(
          "maxSurge and maxUnavailable: 0 (expected: one of them > 0, or nothing can begin)");
    }
  }

  @Override
  public String toString() {
    return "rolling update";
  }
}
