package io.lameduck.it.foreign;

import java.util.List;
import java.util.Set;

/**
 * What became of the clients of one kind.
 *
 * @param answers how many good ones there were
 * @param failures what they say of the others
 * @param pods those which had a connection of theirs
 */
public record Outcome(Visitor visitor, long answers, List<String> failures, Set<String> pods) {
  public Outcome {
    failures = List.copyOf(failures);
    pods = Set.copyOf(pods);
  }

  @Override
  public String toString() {
    return "%s: %d requests, %d failures"
        .formatted(visitor.name(), answers + failures.size(), failures.size());
  }
}
