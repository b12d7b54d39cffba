package io.lameduck.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Has Micronaut's own readiness say what that of the library does when the service leaves. */
@Singleton
@Requires(classes = HealthIndicator.class)
final class LameduckIndicator implements HealthIndicator {
  private static final String NAME = "lameduck";

  private final MicronautService micronaut;

  LameduckIndicator(MicronautService micronaut) {
    this.micronaut = micronaut;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    boolean refuses =
        micronaut.leaves()
            && micronaut.lameduck().filter(service -> !service.probes().ready()).isPresent();
    HealthStatus status = refuses ? HealthStatus.DOWN : HealthStatus.UP;
    return Publishers.just(HealthResult.builder(NAME, status).build());
  }
}
