package io.lameduck.rehearsal.model;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latency of pods that are new.
 *
 * <p>Only clients count whose answers take as long as the service needs for them. Not {@link
 * ClientKind#SLOW}, {@link ClientKind#UPLOAD}, {@link ClientKind#STREAMING}, {@link
 * ClientKind#LARGE}, {@link ClientKind#GRPC_STREAMING} and {@link ClientKind#BURST}, which wait,
 * trickle or queue by design: their seconds would hide the milliseconds of all others. The pause
 * between two requests is never part of a latency.
 *
 * <p>The kinds that count are each compared with themselves: those that come to a new pod are
 * rarely the same mixture as those that stay with an old one, and a client that connects for each
 * request is slower everywhere. A kind that asked nothing in the steady state is left out.
 *
 * @param byPod each pod, the first ones among them, by name; one without such a request is missing
 * @param newPods all pods together that were started after the load; null if none was asked
 */
public record ColdStarts(Map<String, ColdStart> byPod, @Nullable ColdStart newPods) {
  public ColdStarts {
    byPod = Map.copyOf(byPod);
  }

  /** Nothing was asked. */
  public static ColdStarts none() {
    return new ColdStarts(Map.of(), null);
  }

  /** All pods together that were started after the load; empty if none was asked. */
  public Optional<ColdStart> ofNewPods() {
    return Optional.ofNullable(newPods);
  }
}
