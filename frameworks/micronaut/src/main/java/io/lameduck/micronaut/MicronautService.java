package io.lameduck.micronaut;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Phase;
import io.lameduck.spi.Server;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The life of an application as that of a service. It begins when the server listens: from then on
 * signals are heard and the probes answered. The context is closed in CLOSING, when the last
 * request is out; if somebody else closes it, that drains the service first.
 */
@Singleton
final class MicronautService {
  private final ApplicationContext context;
  private final ServerListeners listeners;
  private final BeanProvider<LameduckCustomizer> customizers;
  private final BeanProvider<StartedListener> startedListeners;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile @Nullable Lameduck lameduck;

  MicronautService(
      ApplicationContext context,
      ServerListeners listeners,
      BeanProvider<LameduckCustomizer> customizers,
      BeanProvider<StartedListener> startedListeners) {
    this.context = context;
    this.listeners = listeners;
    this.customizers = customizers;
    this.startedListeners = startedListeners;
  }

  /** The service, once it has been started. */
  Optional<Lameduck> lameduck() {
    return Optional.ofNullable(lameduck);
  }

  /** Whether its end has begun. */
  boolean leaves() {
    return lameduck()
        .filter(service -> service.phase().compareTo(Phase.LAME_DUCK) >= 0)
        .isPresent();
  }

  /** Also comes for servers that are no beans. Micronaut's own health indicators hear it first. */
  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void serverStarted(ServerStartupEvent event) {
    List<Server> servers = listeners.take();
    if (lameduck == null) {
      start(servers);
    }
  }

  private void start(List<Server> servers) {
    LameduckBuilder builder = Lameduck.builder();
    servers.forEach(builder::serve);
    builder.closeLast("micronaut", this::closeContext);
    if (context.getEnvironment().getActiveNames().contains(Environment.TEST)) {
      builder.withoutSignals().exit(Exit.none()); // nobody may exit the JVM of a test
    }
    MicronautProperties.of(context.getEnvironment()).applyTo(builder);
    customizers.stream().forEach(customizer -> customizer.customize(builder));
    Lameduck started = builder.start();
    lameduck = started;
    context.registerSingleton(Lameduck.class, started, null, false);
    startedListeners.stream().forEach(listener -> listener.started(started));
  }

  /** In CLOSING. */
  private void closeContext() {
    if (closing.compareAndSet(false, true)) {
      context.close();
    }
  }

  @EventListener
  void contextIsClosed(ShutdownEvent event) {
    closedBySomebody();
  }

  /** Micronaut's own shutdown hook stops the server before it closes the context. */
  @EventListener
  void serverIsStopped(ServerShutdownEvent event) {
    closedBySomebody();
  }

  /**
   * Drains before the context is closed, unless CLOSING has begun: then there is nothing to drain.
   */
  private void closedBySomebody() {
    Lameduck service = lameduck;
    if (service != null && closing.compareAndSet(false, true)) {
      service.stop();
    }
  }
}
