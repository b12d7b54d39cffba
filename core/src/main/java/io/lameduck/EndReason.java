package io.lameduck;

/**
 * Why a phase of the shutdown ended. The same word stands in the log, the metric, the termination
 * message and the report.
 *
 * @since 0.1.0
 */
public enum EndReason {
  /** The propagation delay has passed and no new connection came for the quiet period. */
  QUIET("quiet"),
  /**
   * Like {@link #QUIET}, but so few clients connect to this service that a quiet period proves
   * nothing: the propagation delay alone was relied on.
   */
  SPARSE("sparse"),
  /** No new connection came for so long that a client that still routes here would have shown. */
  CONCLUSIVE("conclusive"),
  /** New connections kept coming until the longest propagation was over. */
  MAX("max"),
  /**
   * There was nothing to wait for: no delay is configured, a person pressed Ctrl+C, or the service
   * was still starting.
   */
  SKIPPED("skipped"),
  /** Nothing is in flight and no connection is left. */
  DRAINED("drained"),
  /** Every resource was closed. */
  CLOSED("closed"),
  /** Time was up; what remained was cut. */
  DEADLINE("deadline"),
  /** A second SIGINT asked for the end at once. */
  SECOND_SIGNAL("second-signal"),
  /** A step of the shutdown failed, which is logged; the next phase began at once. */
  FAILED("failed");

  private final String word;

  EndReason(String word) {
    this.word = word;
  }

  /** As it is written everywhere: {@code second-signal}. */
  public String word() {
    return word;
  }
}
