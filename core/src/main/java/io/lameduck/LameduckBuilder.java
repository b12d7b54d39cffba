package io.lameduck;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.HealthCheck;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.Server;
import java.util.Map;

/**
 * Describes a service, then starts it. Not thread-safe; to be started once. No method takes null.
 *
 * <p>Checks run in the background, so that a probe never waits for one. Which belongs where: a
 * readiness check asks whether the service can serve now, its dependencies included; a liveness
 * check whether only a restart can help, so it looks at nothing outside the process; a start-up
 * check has to pass once before the service is ready for the first time. A check fails by returning
 * false or by throwing. Names are unique among the checks of a kind and appear in URLs: 1 to 64
 * letters, digits, dots, underscores and hyphens.
 *
 * <p>The library implements it, and a version may add methods.
 *
 * @since 0.1.0
 */
public interface LameduckBuilder {
  /** Adds a server to be drained; the library starts it unless it has been started. */
  LameduckBuilder serve(Server server);

  /** Adds a readiness check. */
  default LameduckBuilder readiness(String name, HealthCheck check) {
    return check(CheckKind.READINESS, name, check, CheckSchedule.defaults());
  }

  /** Adds a readiness check that passes unless it throws. */
  default LameduckBuilder readiness(String name, HealthCheck.Ping ping) {
    return readiness(name, HealthCheck.of(ping));
  }

  /** Adds a liveness check. */
  default LameduckBuilder liveness(String name, HealthCheck check) {
    return check(CheckKind.LIVENESS, name, check, CheckSchedule.defaults());
  }

  /** Adds a liveness check that passes unless it throws. */
  default LameduckBuilder liveness(String name, HealthCheck.Ping ping) {
    return liveness(name, HealthCheck.of(ping));
  }

  /** Adds a start-up check. */
  default LameduckBuilder startup(String name, HealthCheck check) {
    return check(CheckKind.STARTUP, name, check, CheckSchedule.defaults());
  }

  /** Adds a start-up check that passes unless it throws. */
  default LameduckBuilder startup(String name, HealthCheck.Ping ping) {
    return startup(name, HealthCheck.of(ping));
  }

  /**
   * Adds a check with a schedule of its own.
   *
   * @throws IllegalArgumentException if the name is malformed or taken
   */
  LameduckBuilder check(CheckKind kind, String name, HealthCheck check, CheckSchedule schedule);

  /** Makes requests between the start and READY, in place of earlier ones; see {@link WarmUp}. */
  LameduckBuilder warmUp(WarmUp warmUp);

  /**
   * Closes a resource when the drain is over. Resources are closed one after the other, the last
   * one added first, as try-with-resources does.
   *
   * @param name how logs and the report call it
   */
  LameduckBuilder closeLast(String name, AutoCloseable resource);

  /** Tells something that takes work by itself to take no more. */
  @FunctionalInterface
  interface Stop {
    /** Takes no more work from now on; what has been taken goes on. */
    void stop() throws Exception;
  }

  /**
   * Adds something that takes work by itself and is no server, such as the consumer of a queue. It
   * is told to take no more when the shutdown begins. The drain waits for what it has taken if that
   * holds a {@link Ticket}.
   *
   * @param name how logs call it
   * @param stop called once, on a thread of the library, before any listener is closed; it has a
   *     fifth of the time that is left, and goes on in the background if it takes longer; what it
   *     throws is logged, and the shutdown goes on
   */
  LameduckBuilder source(String name, Stop stop);

  /**
   * Adds a source by {@link #source(String, Stop)}, and closes it when the drain is over.
   *
   * <pre>{@code
   * .source("orders", consumer::pause, consumer)
   * }</pre>
   *
   * @param source closed as by {@link #closeLast}
   */
  default LameduckBuilder source(String name, Stop stop, AutoCloseable source) {
    return source(name, stop).closeLast(name, source);
  }

  /** Adds a listener that is told of every move from phase to phase. */
  LameduckBuilder listener(PhaseListener listener);

  /**
   * Sets a setting, whatever the environment and the system properties say. Whether the value is
   * allowed is checked by {@link #start()}, together with all others.
   */
  <T> LameduckBuilder set(Setting<T> setting, T value);

  /** Sets a setting by its text, as the environment would have it, such as {@code 5s}. */
  LameduckBuilder setText(Setting<?> setting, String text);

  /** Replaces the environment of the process, as a test may want to. */
  LameduckBuilder environment(Map<String, String> environment);

  /** Sets the orchestrator, in place of what a {@link java.util.ServiceLoader} finds. */
  LameduckBuilder orchestrator(Orchestrator orchestrator);

  /** Ends the process in another way than by {@link System#exit}; see {@link Exit#none()}. */
  LameduckBuilder exit(Exit exit);

  /**
   * Leaves signals, the exit of the JVM and uncaught errors to somebody else, who calls {@link
   * Lameduck#shutdown}.
   */
  LameduckBuilder withoutSignals();

  /**
   * Starts the service: reads the configuration, wires the probes, handles the signals, starts the
   * servers and the checks. It is ready when the start-up checks and the readiness checks have
   * passed. If anything fails, what was begun is undone, and the termination message says why.
   *
   * @throws ConfigurationException if a setting is wrong; the message names all that are
   * @throws IllegalStateException if a server or the probe port cannot be opened, or if this was
   *     called before
   */
  Lameduck start();
}
