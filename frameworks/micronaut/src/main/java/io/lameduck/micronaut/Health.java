package io.lameduck.micronaut;

import io.lameduck.LameduckBuilder;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.micronaut.context.annotation.Requires;
import io.micronaut.management.endpoint.health.HealthLevelOfDetail;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The health indicators of the application as checks of the service: those of liveness, and all
 * others as Micronaut has it.
 */
@Singleton
@Requires(classes = HealthIndicator.class)
final class Health implements LameduckCustomizer {
  private static final CheckSchedule OFTEN =
      CheckSchedule.defaults().withPeriod(Duration.ofSeconds(1));

  /** A restart is the last resort; a machine that is slow from starting services is no reason. */
  private static final CheckSchedule PATIENT =
      CheckSchedule.defaults().withTimeout(Duration.ofSeconds(10)).withFailureThreshold(3);

  private final MicronautService micronaut;
  private final HealthAggregator<HealthResult> aggregator;
  private final List<HealthIndicator> readiness;
  private final List<HealthIndicator> liveness;

  Health(
      MicronautService micronaut,
      HealthAggregator<HealthResult> aggregator,
      List<HealthIndicator> all,
      @Liveness List<HealthIndicator> liveness) {
    this.micronaut = micronaut;
    this.aggregator = aggregator;
    this.liveness = liveness;
    this.readiness =
        all.stream()
            .filter(indicator -> !liveness.contains(indicator))
            .filter(indicator -> !(indicator instanceof LameduckIndicator))
            .toList();
  }

  @Override
  public void customize(LameduckBuilder service) {
    if (!readiness.isEmpty()) {
      service.check(CheckKind.READINESS, "health", () -> passes(readiness), OFTEN);
    }
    if (!liveness.isEmpty()) {
      service.check(CheckKind.LIVENESS, "health", () -> passes(liveness), PATIENT);
    }
  }

  /** As Micronaut's own probes have it: what is unknown passes. On a thread of the library. */
  private boolean passes(List<HealthIndicator> indicators) {
    if (micronaut.leaves()) {
      return true; // the library has told of it, and the beans are about to be gone
    }
    HealthIndicator[] asked = indicators.toArray(HealthIndicator[]::new);
    HealthResult result =
        Mono.from(aggregator.aggregate(asked, HealthLevelOfDetail.STATUS)).block();
    return result == null || result.getStatus().getOperational().orElse(true);
  }
}
