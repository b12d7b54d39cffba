package io.lameduck.servlet;

import io.lameduck.LameduckBuilder;
import jakarta.servlet.ServletContext;

/**
 * Adds to the service that {@link LameduckInitializer} starts: checks, resources, settings. A web
 * application has a class that implements it, with a public constructor without parameters; the
 * container finds it.
 *
 * <pre>{@code
 * public class Checks implements LameduckConfigurer {
 *   public void configure(LameduckBuilder service, ServletContext application) {
 *     service.readiness("database", () -> Database.of(application).isValid());
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LameduckConfigurer {
  /**
   * Called once, before the listeners of the web application: what these create is not there yet,
   * and is best looked up by the checks when they run.
   */
  void configure(LameduckBuilder service, ServletContext application);
}
