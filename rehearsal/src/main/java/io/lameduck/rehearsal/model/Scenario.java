package io.lameduck.rehearsal.model;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What happens to a service, step by step.
 *
 * @param tolerated how requests may fail without failing the rehearsal: where all pods go at once,
 *     no client can find one
 */
public record Scenario(String name, List<Step> steps, Set<FailureKind> tolerated) {
  public Scenario {
    steps = List.copyOf(steps);
    tolerated = Set.copyOf(tolerated);
  }

  /** One step, no failure tolerated. */
  public static Scenario of(Step step) {
    return new Scenario(step.toString(), List.of(step), Set.of());
  }

  /** One pod more at a time, none less: {@code maxSurge: 1, maxUnavailable: 0}. */
  public static Scenario rollingUpdate() {
    return of(new RollingUpdate(1, 0));
  }

  /** Down to so many pods. */
  public static Scenario scaleDown(int replicas) {
    return new Scenario("scale-down", List.of(new Scale(replicas)), Set.of());
  }

  /** All pods at once; that clients find none in between is no failure. */
  public static Scenario recreate() {
    return new Scenario("recreate", List.of(new Recreate()), Set.of(FailureKind.NO_ENDPOINT));
  }

  /** A pod is deleted half a second after its start. */
  public static Scenario killDuringStart() {
    return of(new KillDuringStart(Duration.ofMillis(500)));
  }

  /** The dependency of one pod is away for ten seconds. */
  public static Scenario dependencyOutage() {
    return of(new Outage(1, Duration.ofSeconds(10)));
  }

  /** A pod gets SIGTERM again after a second, which must change nothing. */
  public static Scenario secondSigterm() {
    return of(new SecondSigterm(Duration.ofSeconds(1)));
  }

  /** All of so many pods are evicted from their node, one at a time. */
  public static Scenario drainNode(int pods) {
    return of(new DrainNode(pods, 1));
  }
}
