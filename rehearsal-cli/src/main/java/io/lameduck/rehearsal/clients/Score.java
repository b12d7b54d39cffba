package io.lameduck.rehearsal.clients;

import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.Results;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests there were, and how many of them failed.
 *
 * @param failures the failed ones by kind, as in {@code refused}
 */
public record Score(long requests, long failed, SortedMap<String, Long> failures) {
  static Score of(Results results) {
    SortedMap<String, Long> failures = new TreeMap<>();
    for (Count count : results.byClient().values()) {
      count.failures().forEach((kind, number) -> failures.merge(kind.label(), number, Long::sum));
    }
    return new Score(results.requests(), results.failed(), failures);
  }

  /** {@code 4093 requests, 2 failed {refused=2}}. */
  @Override
  public String toString() {
    String kinds = failures.isEmpty() ? "" : " " + failures;
    return requests + " requests, " + failed + " failed" + kinds;
  }
}
