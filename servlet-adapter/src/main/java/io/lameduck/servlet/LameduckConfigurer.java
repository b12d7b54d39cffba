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
   * Called once, on the thread that starts the web application, before its listeners. What the
   * listeners create does not exist yet: let the checks look it up when they run. An exception
   * fails the start of the web application.
   */
  void configure(LameduckBuilder service, ServletContext application);
}
