package io.lameduck.rehearsal.model;

import java.util.Map;

/**
 * How many requests there were.
 *
 * @param requests all of them, the failed ones among them
 * @param failures the failed ones by kind; a kind that did not happen is missing
 */
public record Count(long requests, Map<FailureKind, Long> failures) {
  public Count {
    failures = Map.copyOf(failures);
  }

  /** All requests that failed. */
  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
