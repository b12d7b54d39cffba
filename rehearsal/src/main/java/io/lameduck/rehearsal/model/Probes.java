package io.lameduck.rehearsal.model;

import org.jspecify.annotations.Nullable;

/**
 * The probes of a pod, each {@code null} if there is none. Without a readiness probe a pod is ready
 * as soon as its process runs and its startup probe, if any, has passed.
 */
public record Probes(
    @Nullable ProbeSpec startup, @Nullable ProbeSpec readiness, @Nullable ProbeSpec liveness) {
  /** No probe at all. */
  public static final Probes NONE = new Probes(null, null, null);

  public Probes withStartup(@Nullable ProbeSpec probe) {
    return new Probes(probe, readiness, liveness);
  }

  public Probes withReadiness(@Nullable ProbeSpec probe) {
    return new Probes(startup, probe, liveness);
  }

  public Probes withLiveness(@Nullable ProbeSpec probe) {
    return new Probes(startup, readiness, probe);
  }
}
