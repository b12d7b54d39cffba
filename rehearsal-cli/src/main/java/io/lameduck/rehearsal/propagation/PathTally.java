package io.lameduck.rehearsal.propagation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is seen on one path; its memory grows with the pods alone. Thread-safe. */
final class PathTally {
  private final Map<String, Long> lastLateMillis = new HashMap<>();
  private long connections;
  private long failed;
  private @Nullable String failure;

  synchronized void seen(Sighting sighting) {
    connections++;
    sighting
        .late()
        .ifPresent(late -> lastLateMillis.merge(sighting.pod(), late.toMillis(), Math::max));
  }

  synchronized void failed(String why) {
    connections++;
    failed++;
    failure = failure == null ? why : failure;
  }

  synchronized Seen seen() {
    return new Seen(connections, failed, failure, lastLateMillis);
  }
}
