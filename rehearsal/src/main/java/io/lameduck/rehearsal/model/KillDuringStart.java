package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * One more pod is started, and deleted before it is ready.
 *
 * @param after how long after its start
 */
public record KillDuringStart(Duration after) implements Step {
  public KillDuringStart {
    Expected.notNegative(after, "after");
  }

  @Override
  public String toString() {
    return "kill during start";
  }
}
