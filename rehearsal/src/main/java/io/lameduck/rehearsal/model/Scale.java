package io.lameduck.rehearsal.model;

/**
 * The number of pods is changed; the youngest go first, as a ReplicaSet prefers it.
 *
 * @param replicas how many there are afterwards
 */
public record Scale(int replicas) implements Step {
  public Scale {
    Expected.atLeast(1, replicas, "replicas");
  }

  @Override
  public String toString() {
    return "scale to " + replicas;
  }
}
