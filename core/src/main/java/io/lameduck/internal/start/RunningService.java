package io.lameduck.internal.start;

import io.lameduck.InFlight;
import io.lameduck.Lameduck;
import io.lameduck.Phase;
import io.lameduck.PhaseListener;
import io.lameduck.PhaseReport;
import io.lameduck.Setting;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Traffic;
import io.lameduck.Trigger;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.health.HealthChecks;
import io.lameduck.internal.shutdown.ServiceParts;
import io.lameduck.internal.shutdown.Shutdown;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Probes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A service that has been started. */
final class RunningService implements Lameduck {
  private final ServiceParts service;
  private final Probes probes;
  private final HealthChecks checks;
  private final Shutdown shutdown;
  private final Undo wiring;

  RunningService(
      ServiceParts service, Probes probes, HealthChecks checks, Shutdown shutdown, Undo wiring) {
    this.service = service;
    this.probes = probes;
    this.checks = checks;
    this.shutdown = shutdown;
    this.wiring = wiring;
  }

  @Override
  public Phase phase() {
    return service.lifecycle().current();
  }

  @Override
  public InFlight inFlight() {
    return service.inFlight();
  }

  @Override
  public OptionalLong connections() {
    return service.connections().open();
  }

  @Override
  public Probes probes() {
    return probes;
  }

  @Override
  public List<CheckState> checks() {
    return checks.states();
  }

  @Override
  public <T> Optional<T> setting(Setting<T> setting) {
    Objects.requireNonNull(setting, "setting");
    return service.settings().find(setting);
  }

  Settings settings() {
    return service.settings();
  }

  @Override
  public Traffic traffic() {
    return service.traffic(shutdown.cut());
  }

  @Override
  public List<PhaseReport> shutdownPhases() {
    return shutdown.phases();
  }

  @Override
  public Optional<ShutdownReport> shutdownReport() {
    return shutdown.finished();
  }

  @Override
  public Runnable addListener(PhaseListener listener) {
    Objects.requireNonNull(listener, "listener");
    return service.events().addListener(listener);
  }

  @Override
  public CompletableFuture<ShutdownReport> shutdown(@Nullable String reason) {
    String detail = Objects.requireNonNullElse(reason, "");
    shutdown.pull(new ShutdownCause(Trigger.SHUTDOWN, detail));
    return shutdown.report();
  }

  @Override
  public void stop() {
    shutdown.pull(ShutdownCause.of(Trigger.STOP));
    shutdown.excuse(Thread.currentThread());
    shutdown.awaitOver();
    wiring.close();
  }
}
