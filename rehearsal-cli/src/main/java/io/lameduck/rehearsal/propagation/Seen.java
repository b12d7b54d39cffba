package io.lameduck.rehearsal.propagation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen on one path, at one moment.
 *
 * @param connections how many were tried
 * @param failed how many of them brought no answer: their pod may have been gone
 * @param failure the first of these in words; null without one
 * @param lastLateMillis by the name of a pod that got SIGTERM: how many milliseconds after it the
 *     last connection came; a pod to which none came is missing
 */
record Seen(
    long connections, long failed, @Nullable String failure, Map<String, Long> lastLateMillis) {
  Seen {
    lastLateMillis = Map.copyOf(lastLateMillis);
  }
}
