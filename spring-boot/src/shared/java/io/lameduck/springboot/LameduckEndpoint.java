package io.lameduck.springboot;

import io.lameduck.Lameduck;
import io.lameduck.PhaseReport;
import io.lameduck.ShutdownReport;
import io.lameduck.Traffic;
import io.lameduck.WorkInFlight;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/lameduck}: the phase, the work in flight, and how the shutdown goes. */
@Endpoint(id = "lameduck")
final class LameduckEndpoint {
  private static final int MAX_SHOWN = 20;

  private final SpringService spring;

  LameduckEndpoint(SpringService spring) {
    this.spring = spring;
  }

  /**
   * What it says.
   *
   * @param connections how many are open; null where a server cannot tell
   * @param shutdown null before there is one
   */
  record View(
      String phase,
      InFlightView inFlight,
      @Nullable Long connections,
      TrafficView traffic,
      @Nullable ShutdownView shutdown) {}

  /**
   * The work in flight.
   *
   * @param oldest of it, at most 20 pieces
   */
  record InFlightView(long count, List<WorkView> oldest) {}

  /** A piece of work. */
  record WorkView(String description, double seconds) {}

  /** What has been served, and what came late. */
  record TrafficView(long served, long late, long lateConnections, long cut) {}

  /**
   * A shutdown.
   *
   * @param cause null before it is over, like the outcome
   */
  record ShutdownView(@Nullable String cause, @Nullable String outcome, List<PhaseView> phases) {}

  /** A phase that has ended. */
  record PhaseView(String phase, double seconds, String end) {}

  /** Null before the service has been started. */
  @ReadOperation
  @Nullable View view() {
    return spring.lameduck().map(LameduckEndpoint::view).orElse(null);
  }

  private static View view(Lameduck lameduck) {
    OptionalLong connections = lameduck.connections();
    return new View(
        lameduck.phase().word(),
        new InFlightView(
            lameduck.inFlight().count(),
            lameduck.inFlight().list(MAX_SHOWN).stream().map(LameduckEndpoint::view).toList()),
        connections.isPresent() ? connections.getAsLong() : null,
        view(lameduck.traffic()),
        shutdown(lameduck));
  }

  private static WorkView view(WorkInFlight work) {
    return new WorkView(work.description(), seconds(work.age()));
  }

  private static TrafficView view(Traffic traffic) {
    return new TrafficView(
        traffic.served(), traffic.late(), traffic.lateConnections(), traffic.cut());
  }

  private static @Nullable ShutdownView shutdown(Lameduck lameduck) {
    List<PhaseView> phases =
        lameduck.shutdownPhases().stream().map(LameduckEndpoint::view).toList();
    ShutdownReport report = lameduck.shutdownReport().orElse(null);
    if (report != null) {
      return new ShutdownView(report.cause().toString(), report.outcome().word(), phases);
    }
    return phases.isEmpty() ? null : new ShutdownView(null, null, phases);
  }

  private static PhaseView view(PhaseReport phase) {
    return new PhaseView(phase.phase().word(), seconds(phase.duration()), phase.end().word());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
