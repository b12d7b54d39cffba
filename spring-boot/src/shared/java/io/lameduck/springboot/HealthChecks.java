package io.lameduck.springboot;

import io.lameduck.LameduckBuilder;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The health groups of Actuator as checks of the service.
 *
 * @param passes whether a group does
 */
record HealthChecks(SpringService spring, Predicate<String> passes) {
  private static final CheckSchedule OFTEN =
      CheckSchedule.defaults().withPeriod(Duration.ofSeconds(1));

  /** A restart is the last resort; a machine that is slow from starting services is no reason. */
  private static final CheckSchedule PATIENT =
      CheckSchedule.defaults().withTimeout(Duration.ofSeconds(10)).withFailureThreshold(3);

  /** Adds the groups, not every contributor: some report that a service elsewhere is down. */
  void addTo(LameduckBuilder service, Set<String> groups) {
    if (groups.contains("readiness")) {
      service.check(
          CheckKind.READINESS,
          "health",
          () -> !spring.decides() || passes.test("readiness"),
          OFTEN);
    }
    if (groups.contains("liveness")) {
      service.check(CheckKind.LIVENESS, "health", () -> passes.test("liveness"), PATIENT);
    }
  }
}
