package io.lameduck;

/**
 * How a shutdown went.
 *
 * @since 0.1.0
 */
public enum Outcome {
  /** Everything that was in flight finished and nothing had to be abandoned. */
  DRAINED("drained"),
  /** The deadline came first: work, a server, a resource, or a start was abandoned. */
  CUT("cut"),
  /** A second SIGINT ended the process before the shutdown was over. */
  SECOND_SIGNAL("second-signal");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** As it is written in logs and messages. */
  public String word() {
    return word;
  }
}
