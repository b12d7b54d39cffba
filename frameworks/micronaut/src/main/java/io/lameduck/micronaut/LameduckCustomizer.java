package io.lameduck.micronaut;

import io.lameduck.LameduckBuilder;

/**
 * A bean that adds to the service before it is started: a check, a resource, a server of its own.
 *
 * <pre>{@code
 * @Singleton
 * LameduckCustomizer pool(Pool pool) {
 *   return service -> service.readiness("database", pool::ping);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LameduckCustomizer {
  /**
   * Adds to the service. Called once, when the application's server listens, on the thread that
   * starts the application; what it throws fails the start.
   */
  void customize(LameduckBuilder service);
}
