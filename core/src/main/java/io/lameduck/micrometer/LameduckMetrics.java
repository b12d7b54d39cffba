package io.lameduck.micrometer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.lameduck.Lameduck;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Traffic;
import io.lameduck.WorkInFlight;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The meters of a service:
 *
 * <pre>{@code
 * new LameduckMetrics(lameduck).bindTo(registry);
 * }</pre>
 *
 * <p>They read what is known; a scrape runs no check. The meters of the shutdown's phases appear as
 * the phases end: a registry that is pulled must be pulled at a port that outlives the drain, one
 * that pushes is best flushed at {@link Phase#TERMINATED} by a listener that is {@linkplain
 * Lameduck#addListener added} after the meters. The names are listed in {@code docs/metrics.md}.
 *
 * @since 0.1.0
 */
public final class LameduckMetrics implements MeterBinder {
  private final Lameduck lameduck;

  /** The meters of this service. */
  public LameduckMetrics(Lameduck lameduck) {
    Objects.requireNonNull(lameduck, "lameduck");
    this.lameduck = lameduck;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Objects.requireNonNull(registry, "registry");
    phases(registry);
    work(registry);
    connections(registry);
    late(registry);
    lameduck.checks().forEach(check -> check(registry, check));
    lameduck.addListener((from, to) -> ended(registry, to));
    ended(registry, lameduck.phase());
  }

  private void phases(MeterRegistry registry) {
    for (Phase phase : Phase.values()) {
      Gauge.builder("lameduck.phase", lameduck, service -> service.phase() == phase ? 1 : 0)
          .description("1 for the phase the service is in, 0 for the others")
          .tag("phase", phase.word())
          .register(registry);
    }
    Gauge.builder("lameduck.ready", lameduck, service -> service.probes().ready() ? 1 : 0)
        .description("1 while the readiness probe passes")
        .register(registry);
  }

  private void work(MeterRegistry registry) {
    Gauge.builder("lameduck.in.flight", lameduck, service -> service.inFlight().count())
        .description("work in flight: what a shutdown would wait for")
        .register(registry);
    time("lameduck.in.flight.oldest", LameduckMetrics::oldest)
        .description("age of the work that has been in flight for longest")
        .register(registry);
    counter("lameduck.served", Traffic::served)
        .description("work that has finished")
        .register(registry);
    counter("lameduck.cut", Traffic::cut)
        .description("work that the deadline of a shutdown cut off")
        .register(registry);
  }

  /** No gauge is better than one that leaves out those of a server that cannot tell. */
  private void connections(MeterRegistry registry) {
    if (lameduck.connections().isPresent()) {
      Gauge.builder("lameduck.connections", lameduck, LameduckMetrics::connections)
          .description("open connections")
          .register(registry);
    }
  }

  private void late(MeterRegistry registry) {
    counter("lameduck.late.requests", Traffic::late)
        .description("work that arrived after the shutdown began")
        .register(registry);
    counter("lameduck.late.connections", Traffic::lateConnections)
        .description("new connections that arrived after the shutdown began")
        .register(registry);
    time("lameduck.late.connections.last", service -> service.traffic().lastLateConnection())
        .description(
            "when the last late connection came, counted from the beginning of the shutdown")
        .register(registry);
  }

  private void check(MeterRegistry registry, CheckState check) {
    Tags tags = Tags.of("check", check.name(), "kind", lowerCase(check.kind()));
    for (Status status : Status.values()) {
      Gauge.builder(
              "lameduck.check",
              lameduck,
              service -> state(service, check).status() == status ? 1 : 0)
          .description("1 for the status of the check, 0 for the others")
          .tags(tags.and("status", lowerCase(status)))
          .register(registry);
    }
    time("lameduck.check.duration", service -> state(service, check).lastDuration())
        .description("how long the check took when it last ran")
        .tags(tags)
        .register(registry);
  }

  private void ended(MeterRegistry registry, Phase now) {
    lameduck.shutdownPhases().forEach(phase -> ended(registry, phase));
    if (now == Phase.TERMINATED) {
      lameduck.shutdownReport().ifPresent(report -> outcome(registry, report));
    }
  }

  private static void ended(MeterRegistry registry, PhaseReport phase) {
    Tags tags = Tags.of("phase", phase.phase().word(), "end", phase.end().word());
    String meaning = "how long a phase of the shutdown took";
    once(registry, "lameduck.shutdown.phase", tags, meaning, phase.duration());
  }

  private static void outcome(MeterRegistry registry, ShutdownReport report) {
    ShutdownCause cause = report.cause();
    String disruption = cause.disruption().isEmpty() ? "none" : cause.disruption();
    Tags tags =
        Tags.of("outcome", report.outcome().word())
            .and("cause", cause.trigger().word(), "disruption", disruption);
    once(registry, "lameduck.shutdown", tags, "how long the shutdown took", report.duration());
  }

  /** A registry warns of a gauge that it has already. */
  private static void once(
      MeterRegistry registry, String name, Tags tags, String meaning, Duration duration) {
    if (registry.find(name).tags(tags).meter() == null) {
      TimeGauge.builder(name, duration::toNanos, NANOSECONDS)
          .description(meaning)
          .tags(tags)
          .register(registry);
    }
  }

  private FunctionCounter.Builder<Lameduck> counter(String name, ToDoubleFunction<Traffic> count) {
    return FunctionCounter.builder(
        name, lameduck, service -> count.applyAsDouble(service.traffic()));
  }

  private TimeGauge.Builder<Lameduck> time(String name, Function<Lameduck, Duration> time) {
    return TimeGauge.builder(name, lameduck, NANOSECONDS, service -> time.apply(service).toNanos());
  }

  private static double connections(Lameduck service) {
    return service.connections().orElse(0);
  }

  private static Duration oldest(Lameduck service) {
    return service.inFlight().oldest().map(WorkInFlight::age).orElse(Duration.ZERO);
  }

  private static CheckState state(Lameduck service, CheckState check) {
    return service.checks().stream()
        .filter(state -> state.kind() == check.kind() && state.name().equals(check.name()))
        .findFirst()
        .orElse(check);
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
