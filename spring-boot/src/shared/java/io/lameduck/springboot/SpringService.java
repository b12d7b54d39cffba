package io.lameduck.springboot;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Phase;
import io.lameduck.ReadinessOnShutdown;
import io.lameduck.Setting;
import io.lameduck.internal.adapter.FailureMessage;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * The life of an application context as that of a service. It begins when the context has been
 * refreshed and all servers run, before the application's runners: from then on signals are heard
 * and the probes answered. The context is closed in CLOSING, when the last request is out; if
 * somebody else closes it, that drains the service first.
 */
final class SpringService implements ApplicationListener<ApplicationEvent> {
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";
  private static final Duration BOOTS_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHORTEST_PHASE = Duration.ofMillis(500);

  /** Set by Spring Boot's test support, in which nobody may exit the JVM. */
  private static final String IN_A_TEST =
      "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

  private final ConfigurableApplicationContext context;
  private final ObjectProvider<ServerSource> servers;
  private final ObjectProvider<LameduckCustomizer> customizers;
  private final ObjectProvider<StartedListener> listeners;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean ready;
  private volatile @Nullable Instant acceptingSince;
  private volatile @Nullable Instant leavingSince;
  private volatile StackTraceElement[] closedBy = {};
  private volatile boolean leaving;
  private volatile @Nullable Lameduck lameduck;
  private volatile @Nullable Throwable failure;

  /** Told of a service that has been started. */
  @FunctionalInterface
  interface StartedListener {
    void started(Lameduck lameduck);
  }

  SpringService(
      ConfigurableApplicationContext context,
      ObjectProvider<ServerSource> servers,
      ObjectProvider<LameduckCustomizer> customizers,
      ObjectProvider<StartedListener> listeners) {
    this.context = context;
    this.servers = servers;
    this.customizers = customizers;
    this.listeners = listeners;
  }

  /**
   * Whether the application's readiness is its own: before it is ready the library says so already,
   * and once it leaves the library has told it.
   */
  boolean decides() {
    return ready && !leaving;
  }

  /** The service, once it has been started. */
  Optional<Lameduck> lameduck() {
    return Optional.ofNullable(lameduck);
  }

  /** The service, once all that the application does at its start has begun. */
  Optional<Lameduck> accepting() {
    return acceptingSince == null ? Optional.empty() : lameduck();
  }

  /** Whether work of such a package has closed the context or exits the JVM. */
  boolean isEndedBy(String packageOfWork) {
    return EndFromWithin.runs(closedBy, packageOfWork) || EndFromWithin.byExit(packageOfWork);
  }

  /** Whether the application was ready by then. */
  boolean isReadySince(Instant moment) {
    Instant since = acceptingSince;
    return since != null && !moment.isBefore(since);
  }

  @Override
  public void onApplicationEvent(ApplicationEvent event) {
    if (event instanceof ContextRefreshedEvent refreshed
        && refreshed.getApplicationContext() == context) {
      start();
    } else if (event instanceof ApplicationReadyEvent applicationReady
        && applicationReady.getApplicationContext() == context) {
      ready = true;
    } else if (event instanceof AvailabilityChangeEvent<?> change
        && change.getState() == ReadinessState.ACCEPTING_TRAFFIC
        && acceptingSince == null) {
      acceptingSince = Instant.now(); // the last thing that Boot says of a start
    } else if (event instanceof ApplicationFailedEvent failed
        && failed.getApplicationContext() == context) {
      failure = failed.getException();
    } else if (event instanceof ContextClosedEvent closed
        && closed.getApplicationContext() == context) {
      closedBySomebody();
    }
  }

  private void start() {
    LameduckBuilder builder = Lameduck.builder();
    servers.stream().flatMap(source -> source.servers().stream()).forEach(builder::serve);
    builder
        .check(CheckKind.STARTUP, "spring", () -> ready, CheckSchedule.defaults().withPeriod(LOOK))
        .listener(this::moved)
        .closeLast("spring", this::closeContext);
    if (context.getEnvironment().containsProperty(IN_A_TEST)) {
      builder.withoutSignals().exit(Exit.none());
    }
    SpringProperties.of(context.getEnvironment()).applyTo(builder);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    Lameduck started = builder.start();
    lameduck = started;
    context.getBeanFactory().registerSingleton("lameduck", started);
    listeners.orderedStream().forEach(listener -> listener.started(started));
  }

  /** Boot's own probes are to say what ours do. */
  private void moved(Phase from, Phase to) {
    if (to == Phase.LAME_DUCK) {
      leavingSince = Instant.now();
    }
    Lameduck service = lameduck;
    boolean fails =
        service != null
            && service
                .setting(Setting.READINESS_ON_SHUTDOWN)
                .filter(ReadinessOnShutdown.FAIL::equals)
                .isPresent();
    if (to == Phase.LAME_DUCK && fails) {
      leaving = true;
      AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    }
  }

  /** In CLOSING. */
  private void closeContext() {
    if (closing.compareAndSet(false, true)) {
      try {
        limitPhases();
      } finally {
        context.close();
      }
    }
  }

  /**
   * By default each phase of the context's lifecycle may take 30 s, such as that of an executor in
   * which a loop runs: then the deadline would come before anything is closed.
   */
  private void limitPhases() {
    if (context.getBeanFactory().getSingleton("lifecycleProcessor")
        instanceof DefaultLifecycleProcessor lifecycle) {
      Duration configured =
          Binder.get(context.getEnvironment())
              .bind(PHASE_TIMEOUT, Duration.class)
              .orElse(BOOTS_TIMEOUT);
      long limit = Math.min(configured.toMillis(), left().toMillis() / 2);
      lifecycle.setTimeoutPerShutdownPhase(Math.max(limit, SHORTEST_PHASE.toMillis()));
    }
  }

  /** What is left until the deadline, about. */
  private Duration left() {
    Instant since = leavingSince;
    Duration spent = since == null ? Duration.ZERO : Duration.between(since, Instant.now());
    return duration(Setting.GRACE_PERIOD)
        .minus(duration(Setting.EXIT_MARGIN))
        .minus(duration(Setting.PRESTOP_SLEEP))
        .minus(spent);
  }

  private Duration duration(Setting<Duration> setting) {
    return lameduck().flatMap(service -> service.setting(setting)).orElse(Duration.ZERO);
  }

  /**
   * Drains before the context is closed, unless CLOSING has begun: then there is nothing to drain.
   */
  private void closedBySomebody() {
    Lameduck service = lameduck;
    if (service != null && closing.compareAndSet(false, true)) {
      closedBy = Thread.currentThread().getStackTrace();
      service.stop();
      Optional.ofNullable(failure).ifPresent(FailureMessage::leave);
    }
  }
}
