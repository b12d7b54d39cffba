package io.lameduck.dropwizard;

import com.codahale.metrics.health.HealthCheckRegistry;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.health.DefaultHealthFactory;
import io.dropwizard.health.HealthCheckType;
import io.dropwizard.health.HealthFactory;
import io.dropwizard.health.HealthStateAggregator;
import io.dropwizard.health.HealthStateView;
import io.lameduck.LameduckBuilder;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.HealthCheck;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dropwizard's health checks as those of the service.
 *
 * @param ready whether requests should be sent here
 * @param alive whether no restart is needed
 */
record DropwizardHealth(HealthCheck ready, HealthCheck alive) {
  private static final Logger log = LoggerFactory.getLogger(DropwizardHealth.class);

  private static final String NAME = "health";
  private static final String DEADLOCKS = "deadlocks"; // AdminEnvironment registers it

  private static final CheckSchedule OFTEN =
      CheckSchedule.defaults().withPeriod(Duration.ofSeconds(1));

  /** A restart is the last resort; a machine that is slow from starting services is no reason. */
  private static final CheckSchedule PATIENT =
      CheckSchedule.defaults().withTimeout(Duration.ofSeconds(10)).withFailureThreshold(3);

  static DropwizardHealth of(Configuration configuration, Environment environment) {
    HealthCheckRegistry registry = environment.healthChecks();
    boolean scheduled =
        configuration.getHealthFactory().filter(DropwizardHealth::schedules).isPresent();
    return scheduled
        ? ofStates(environment.health().healthStateAggregator(), registry)
        : new DropwizardHealth(() -> passes(registry), () -> noDeadlock(registry));
  }

  void addTo(LameduckBuilder service) {
    service
        .check(CheckKind.READINESS, NAME, ready, OFTEN)
        .check(CheckKind.LIVENESS, NAME, alive, PATIENT);
  }

  /** Dropwizard Health runs the checks itself, as it is configured. */
  private static DropwizardHealth ofStates(
      HealthStateAggregator states, HealthCheckRegistry registry) {
    return new DropwizardHealth(
        () -> allHealthy(states, HealthStateView::isCritical),
        () ->
            allHealthy(states, state -> state.getType() == HealthCheckType.ALIVE)
                && noDeadlock(registry));
  }

  private static boolean schedules(HealthFactory health) {
    if (!(health instanceof DefaultHealthFactory ours)) {
      return false;
    }
    if (ours.isEnabled() && ours.isDelayedShutdownHandlerEnabled()) {
      log.warn(
          "health.delayedShutdownHandlerEnabled holds up the exit for {} when everything is done"
              + " already: set it to false",
          ours.getShutdownWaitPeriod());
    }
    return ours.isEnabled();
  }

  private static boolean allHealthy(
      HealthStateAggregator states, Predicate<HealthStateView> which) {
    return none(
        states.healthStateViews().stream()
            .filter(which.and(state -> !state.isHealthy()))
            .map(HealthStateView::getName)
            .collect(Collectors.joining(", ")));
  }

  private static boolean passes(HealthCheckRegistry registry) {
    return none(
        registry.runHealthChecks((name, check) -> !name.equals(DEADLOCKS)).entrySet().stream()
            .filter(check -> !check.getValue().isHealthy())
            .map(check -> check.getKey() + ": " + check.getValue().getMessage())
            .collect(Collectors.joining(", ")));
  }

  private static boolean noDeadlock(HealthCheckRegistry registry) {
    return !registry.getNames().contains(DEADLOCKS)
        || registry.runHealthCheck(DEADLOCKS).isHealthy();
  }

  /** The message of an exception is shown as the detail of the check. */
  private static boolean none(String unhealthy) {
    if (!unhealthy.isEmpty()) {
      throw new IllegalStateException(unhealthy);
    }
    return true;
  }
}
