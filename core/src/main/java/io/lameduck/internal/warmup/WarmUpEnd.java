package io.lameduck.internal.warmup;

/** Why a warm-up ended. */
enum WarmUpEnd {
  /** The latency has flattened. */
  FLAT("flat"),
  /** The time for it was over. */
  MAX("max"),
  /** No request is left that has not failed. */
  FAILED("failed"),
  /** The shutdown has begun. */
  STOPPED("stopped");

  private final String word;

  WarmUpEnd(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
