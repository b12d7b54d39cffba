package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * The oldest pod is replaced and, while it terminates, gets SIGTERM once more, as after a deletion
 * that is repeated, the restart of a kubelet, or from a runtime that signals twice. It means the
 * same as the first one: a pod that still has work to do must not end because of it.
 *
 * @param after how long after the first one
 */
public record SecondSigterm(Duration after) implements Step {
  public SecondSigterm {
    Expected.notNegative(after, "after");
  }

  @Override
  public String toString() {
    return "second SIGTERM";
  }
}
