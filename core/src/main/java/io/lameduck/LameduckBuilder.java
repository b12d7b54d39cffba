package io.lameduck;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.HealthCheck;
import io.lameduck.probe.HealthChecks;
import io.lameduck.probe.StandardChecks;
import io.lameduck.spi.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Describes a service, then starts it. Not thread-safe; to be started once.
 *
 * <p>Checks run in the background, so that a probe never waits for one. Which belongs where: a
 * readiness check asks whether the service can serve now, its dependencies included; a liveness
 * check whether only a restart can help, so it looks at nothing outside the process; a start-up
 * check has to pass once before the service is ready for the first time. A check fails by returning
 * false or by throwing. Names are unique among the checks of a kind and appear in URLs: 1 to 64
 * letters, digits, dots, underscores and hyphens.
 */
public final class LameduckBuilder {
  final List<Server> servers = new ArrayList<>();
  final HealthChecks.Builder checks = HealthChecks.builder();
  final List<Resource> resources = new ArrayList<>();
  final List<PhaseListener> listeners = new ArrayList<>();
  final Map<Setting, String> settings = new EnumMap<>(Setting.class);
  Map<String, String> environment = System.getenv();
  Exit exit = Exit.jvm();
  boolean signals = true;
  boolean readinessChecked;

  /** How much is in flight, once there is a service to ask. */
  final AtomicReference<LongSupplier> load = new AtomicReference<>(() -> 0);

  LameduckBuilder() {}

  /** Puts a server in charge of the library, which starts it unless that has been done. */
  public LameduckBuilder serve(Server server) {
    servers.add(server);
    return this;
  }

  /** Adds a readiness check. */
  public LameduckBuilder readiness(String name, HealthCheck check) {
    return check(CheckKind.READINESS, name, check, CheckSchedule.defaults());
  }

  /** Adds a readiness check that passes unless it throws. */
  public LameduckBuilder readiness(String name, HealthCheck.Ping ping) {
    return readiness(name, HealthCheck.of(ping));
  }

  /** Adds a liveness check. */
  public LameduckBuilder liveness(String name, HealthCheck check) {
    return check(CheckKind.LIVENESS, name, check, CheckSchedule.defaults());
  }

  /** Adds a liveness check that passes unless it throws. */
  public LameduckBuilder liveness(String name, HealthCheck.Ping ping) {
    return liveness(name, HealthCheck.of(ping));
  }

  /** Adds a start-up check. */
  public LameduckBuilder startup(String name, HealthCheck check) {
    return check(CheckKind.STARTUP, name, check, CheckSchedule.defaults());
  }

  /** Adds a start-up check that passes unless it throws. */
  public LameduckBuilder startup(String name, HealthCheck.Ping ping) {
    return startup(name, HealthCheck.of(ping));
  }

  /**
   * Adds a check with a schedule of its own.
   *
   * @throws IllegalArgumentException if the name is malformed or taken
   */
  public LameduckBuilder check(
      CheckKind kind, String name, HealthCheck check, CheckSchedule schedule) {
    checks.add(kind, name, check, schedule);
    readinessChecked |= kind == CheckKind.READINESS;
    return this;
  }

  /**
   * Sheds load by going unready: adds the readiness check {@code in-flight}, which fails from the
   * moment so many pieces of work are in flight until there are no more than the lower number.
   *
   * @throws IllegalArgumentException unless {@code 0 <= recovery < limit}
   */
  public LameduckBuilder shedAbove(long limit, long recovery) {
    CheckSchedule everySecond = CheckSchedule.defaults().withPeriod(Duration.ofSeconds(1));
    HealthCheck overload = StandardChecks.overload(() -> load.get().getAsLong(), limit, recovery);
    return check(CheckKind.READINESS, "in-flight", overload, everySecond);
  }

  /**
   * Closes a resource when the drain is over. Resources are closed one after the other, the last
   * one added first, as try-with-resources does.
   *
   * @param name how logs and the report call it
   */
  public LameduckBuilder closeLast(String name, AutoCloseable resource) {
    resources.add(new Resource(name, resource));
    return this;
  }

  /** Adds a listener that is told of every move from phase to phase. */
  public LameduckBuilder listener(PhaseListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Gives a setting as it would be written in the environment, and prevails over it. */
  public LameduckBuilder set(Setting setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /** Gives a setting that is a duration. */
  public LameduckBuilder set(Setting setting, Duration value) {
    return set(setting, value.toString());
  }

  /** Replaces the environment of the process, as a test may want to. */
  public LameduckBuilder environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    return this;
  }

  /** Ends the process in another way than by {@link System#exit}; see {@link Exit#none()}. */
  public LameduckBuilder exit(Exit exit) {
    this.exit = exit;
    return this;
  }

  /**
   * Leaves signals, the exit of the JVM and uncaught errors to somebody else, who calls {@link
   * Lameduck#shutdown}.
   */
  public LameduckBuilder withoutSignals() {
    this.signals = false;
    return this;
  }

  /**
   * Starts the service: reads the configuration, wires the probes, handles the signals, starts the
   * servers and the checks. It is ready when the start-up checks and the readiness checks have
   * passed. If anything fails, what was begun is taken back, and the termination message says why.
   *
   * @throws ConfigurationException if a setting is wrong; the message names all that are
   * @throws IllegalStateException if a server or the probe port cannot be opened
   */
  public Lameduck start() {
    return new Startup(this).start();
  }
}
