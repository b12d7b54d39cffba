package io.lameduck;

import io.lameduck.internal.start.Guard;
import io.lameduck.internal.start.ServiceBuilder;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Probes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
 * <p>Thread-safe. The library implements it, and a version may add methods.
 *
 * @since 0.1.0
 */
public interface Lameduck {
  /** Begins to describe a service. Nothing happens before {@link LameduckBuilder#start()}. */
  static LameduckBuilder builder() {
    return new ServiceBuilder();
  }

  /** What starts a service. */
  @FunctionalInterface
  interface Start {
    /** Starts it. */
    void run() throws Exception;
  }

  /**
   * Runs what starts a service, best the whole body of {@code main}. An exception, thrown before
   * there is a service or after, is written as the termination message and then rethrown. A SIGTERM
   * that comes before {@link LameduckBuilder#start()} ends the process with 143, as it would
   * without the library, and leaves a message that says so.
   */
  static void guard(Start start) throws Exception {
    Objects.requireNonNull(start, "start");
    Guard.run(start);
  }

  /** Where the service stands. */
  Phase phase();

  /** The work the shutdown waits for; where work that is no request takes its tickets. */
  InFlight inFlight();

  /** How many connections are open, or empty where a server cannot tell, as the JDK's cannot. */
  OptionalLong connections();

  /** What {@code /alive}, {@code /ready} and {@code /started} say. */
  Probes probes();

  /** The latest result of each check. Runs none. */
  List<CheckState> checks();

  /**
   * Returns the value of a setting that is in effect, be it given or by default; empty if it has
   * none.
   */
  <T> Optional<T> setting(Setting<T> setting);

  /** What has been served so far, and what came late. */
  Traffic traffic();

  /** The phases of the shutdown that have ended so far. */
  List<PhaseReport> shutdownPhases();

  /** What happened in the shutdown, once {@link Phase#TERMINATED} is reached. */
  Optional<ShutdownReport> shutdownReport();

  /**
   * Registers a listener for later phase changes.
   *
   * @return removes the listener
   */
  Runnable addListener(PhaseListener listener);

  /**
   * Shuts the service down as SIGTERM would, then exits; joins a shutdown that is under way.
   * Returns at once.
   *
   * @param reason shown in the log, the report and the termination message; null for none
   * @return completes when all is done but the exit; cancelling it has no effect on the shutdown
   */
  CompletableFuture<ShutdownReport> shutdown(@Nullable String reason);

  /**
   * Shuts the service down without propagation delay and without exit, waits until that is done,
   * and puts back the signal handlers that were there before: for tests, and for programs that go
   * on. If a shutdown is under way, waits for it. What the calling thread runs for {@linkplain
   * InFlight#wrap a wrapped executor} is not waited for; other work must not call this.
   *
   * <p>It is no {@code close()}: containers and try-with-resources would stop the service without a
   * lame duck.
   */
  void stop();
}
