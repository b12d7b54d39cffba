package io.lameduck;

import io.lameduck.probe.CheckState;
import io.lameduck.probe.HealthChecks;
import io.lameduck.probe.Probes;
import io.lameduck.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A service that behaves on Kubernetes: it answers probes honestly, and when it is told to end it
 * drops no request.
 *
 * <pre>{@code
 * Lameduck.builder()
 *     .serve(JdkServer.of(server))
 *     .readiness("database", () -> pool.ping())
 *     .closeLast("pool", pool)
 *     .start();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Lameduck implements AutoCloseable {
  private final Service service;
  private final Probes probes;
  private final HealthChecks checks;
  private final Triggers triggers;
  private final Undo wiring;

  Lameduck(Service service, Probes probes, HealthChecks checks, Triggers triggers, Undo wiring) {
    this.service = service;
    this.probes = probes;
    this.checks = checks;
    this.triggers = triggers;
    this.wiring = wiring;
  }

  /** Begins to describe a service. Nothing happens before {@link LameduckBuilder#start()}. */
  public static LameduckBuilder builder() {
    return new LameduckBuilder();
  }

  /** What starts a service. */
  @FunctionalInterface
  public interface Start {
    /** Starts it. */
    void run() throws Exception;
  }

  /**
   * Runs what starts a service. What it throws, before there is a service or after, is left as the
   * termination message before it is thrown on: {@code main} as a whole is best put in here.
   */
  public static void guard(Start start) throws Exception {
    try {
      start.run();
    } catch (Exception | Error e) {
      SettingSources sources = new SettingSources(System.getenv(), Startup.properties(), Map.of());
      new StartFailure(sources, Time.system(), Starter.threads()).leaveMessage(e);
      throw e;
    }
  }

  /** Where the service stands. */
  public Phase phase() {
    return service.lifecycle().current();
  }

  /** The work the shutdown waits for; where work that is no request takes its tickets. */
  public InFlight inFlight() {
    return service.inFlight();
  }

  /** How many connections are open, or empty where a server cannot tell, as the JDK's cannot. */
  public OptionalLong connections() {
    return service.connections().open();
  }

  /** What {@code /alive}, {@code /ready} and {@code /started} say. */
  public Probes probes() {
    return probes;
  }

  /** The latest result of each check. Runs none. */
  public List<CheckState> checks() {
    return checks.states();
  }

  /** The configuration in effect. */
  public Settings settings() {
    return service.settings();
  }

  /** What has been served so far, and what came late. */
  public Traffic traffic() {
    return Traffic.of(service.inFlight(), service.arrivals(), cut());
  }

  /** The phases of the shutdown that have ended so far. */
  public List<PhaseReport> shutdownPhases() {
    return triggers.latest().map(Shutdown::phases).orElse(List.of());
  }

  /** What happened in the shutdown, once {@link Phase#TERMINATED} is reached. */
  public Optional<ShutdownReport> shutdownReport() {
    return triggers.latest().flatMap(Shutdown::finished);
  }

  /** Tells of every further move from phase to phase. */
  public void addListener(PhaseListener listener) {
    service.lifecycle().addListener(listener);
  }

  /**
   * Shuts the service down as SIGTERM would, then exits; joins a shutdown that is under way.
   * Returns at once.
   *
   * @param reason shown in the log, the report and the termination message
   * @return completes when all is done but the exit; cancelling it has no effect on the shutdown
   */
  public CompletableFuture<ShutdownReport> shutdown(String reason) {
    return triggers.pull(new ShutdownCause(Trigger.SHUTDOWN, reason)).report();
  }

  /**
   * Shuts the service down without propagation delay and without exit, waits until that is done,
   * and puts back the signal handlers that were there before: for tests, and for programs that go
   * on. If a shutdown is under way, waits for it. Must not be called by what the shutdown waits
   * for.
   */
  @Override
  public void close() {
    triggers.pull(Trigger.CLOSE).report().join();
    wiring.close();
  }

  private long cut() {
    return triggers.latest().map(Shutdown::cut).orElse(0L);
  }
}
