package io.lameduck.micronaut;

import io.lameduck.Lameduck;
import io.lameduck.micrometer.LameduckMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** The meters of the service, where the application has a registry. */
@Singleton
@Requires(classes = MeterRegistry.class, beans = MeterRegistry.class)
final class Meters implements StartedListener {
  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void started(Lameduck lameduck) {
    new LameduckMetrics(lameduck).bindTo(registry);
  }
}
