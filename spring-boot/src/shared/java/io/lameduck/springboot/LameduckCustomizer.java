package io.lameduck.springboot;

import io.lameduck.LameduckBuilder;

/**
 * Adds to the service before it is started: checks, resources to be closed, listeners. Any number
 * of beans may implement it.
 *
 * <pre>{@code
 * @Bean
 * LameduckCustomizer consumer(OrderConsumer consumer) {
 *   return service -> service.source("consumer", consumer::pause); // the context closes it
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LameduckCustomizer {
  /**
   * Called once, on the thread that refreshes the application context, when all servers have been
   * started. What it throws fails the start of the application.
   */
  void customize(LameduckBuilder service);
}
