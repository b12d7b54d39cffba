package io.lameduck.dropwizard;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Dropwizard application a service of Lameduck: its connectors are drained, those of the
 * application and of the admin interface, and answer the probes.
 *
 * <pre>{@code
 * @Override
 * public void initialize(Bootstrap<OrdersConfiguration> bootstrap) {
 *   bootstrap.addBundle(new LameduckBundle());
 * }
 * }</pre>
 *
 * <p>The service is ready while Dropwizard's health checks are healthy: the critical ones of
 * Dropwizard Health where that is configured, otherwise all that are registered. Those of type
 * {@code alive}, and Dropwizard's own look for deadlocks, decide whether it is alive.
 *
 * <p>The service is started when Jetty is; if that fails, so does the start of the application.
 * Jetty is stopped when the last request is out, and with it everything {@code Managed}; Jetty's
 * own shutdown hook is switched off. Where somebody else stops Jetty, the requests in flight are
 * drained first, without a lame duck and without an exit.
 *
 * @since 0.1.0
 */
public final class LameduckBundle implements ConfiguredBundle<Configuration> {
  private final Consumer<? super LameduckBuilder> customizer;
  private volatile @Nullable DropwizardService service;

  /** The bundle for one application, with the settings of the environment. */
  public LameduckBundle() {
    this(service -> {});
  }

  /**
   * The bundle for one application, with more than Dropwizard knows of: checks, resources,
   * settings.
   *
   * @param customizer called once, on the thread that starts Jetty, when the application has been
   *     run and listens already; what it throws fails the start. Resources it adds are closed after
   *     everything managed
   */
  public LameduckBundle(Consumer<? super LameduckBuilder> customizer) {
    this.customizer = Objects.requireNonNull(customizer, "customizer");
  }

  /** Returns the service, once Jetty has been started. Can be called by any thread. */
  public Optional<Lameduck> lameduck() {
    DropwizardService service = this.service;
    return service == null ? Optional.empty() : service.lameduck();
  }

  /** Called by Dropwizard. */
  @Override
  public void run(Configuration configuration, Environment environment) {
    DropwizardHealth health = DropwizardHealth.of(configuration, environment);
    DropwizardService service =
        new DropwizardService(
            builder -> {
              health.addTo(builder);
              customizer.accept(builder);
            });
    environment.lifecycle().addEventListener(service);
    this.service = service;
  }
}
