package io.lameduck.internal.start;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.PhaseListener;
import io.lameduck.Setting;
import io.lameduck.WarmUp;
import io.lameduck.internal.health.HealthChecks;
import io.lameduck.internal.shutdown.Resource;
import io.lameduck.internal.shutdown.Source;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.HealthCheck;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Collects what a service consists of, until it is started. */
public final class ServiceBuilder implements LameduckBuilder {
  final List<Server> servers = new ArrayList<>();
  final HealthChecks.Builder checks = HealthChecks.builder();
  final List<Source> sources = new ArrayList<>();
  final List<Resource> resources = new ArrayList<>();
  final List<PhaseListener> listeners = new ArrayList<>();
  final Map<Setting<?>, String> settings = new HashMap<>();
  Map<String, String> environment = System.getenv();
  Exit exit = Exit.jvm();
  Optional<Orchestrator> orchestrator = Optional.empty();
  Optional<WarmUp> warmUp = Optional.empty();
  boolean signals = true;
  boolean readinessChecked;
  private boolean started;

  @Override
  public LameduckBuilder serve(Server server) {
    Objects.requireNonNull(server, "server");
    servers.add(server);
    return this;
  }

  @Override
  public LameduckBuilder check(
      CheckKind kind, String name, HealthCheck check, CheckSchedule schedule) {
    checks.add(kind, name, check, schedule);
    readinessChecked |= kind == CheckKind.READINESS;
    return this;
  }

  @Override
  public LameduckBuilder warmUp(WarmUp warmUp) {
    Objects.requireNonNull(warmUp, "warmUp");
    this.warmUp = Optional.of(warmUp);
    return this;
  }

  @Override
  public LameduckBuilder closeLast(String name, AutoCloseable resource) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(resource, "resource");
    resources.add(new Resource(name, resource));
    return this;
  }

  @Override
  public LameduckBuilder source(String name, Stop stop) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(stop, "stop");
    sources.add(new Source(name, stop));
    return this;
  }

  @Override
  public LameduckBuilder listener(PhaseListener listener) {
    Objects.requireNonNull(listener, "listener");
    listeners.add(listener);
    return this;
  }

  @Override
  public <T> LameduckBuilder set(Setting<T> setting, T value) {
    Objects.requireNonNull(setting, "setting");
    Objects.requireNonNull(value, "value");
    settings.put(setting, setting.text(value));
    return this;
  }

  @Override
  public LameduckBuilder setText(Setting<?> setting, String text) {
    Objects.requireNonNull(setting, "setting");
    Objects.requireNonNull(text, "text");
    settings.put(setting, text.strip());
    return this;
  }

  @Override
  public LameduckBuilder environment(Map<String, String> environment) {
    Objects.requireNonNull(environment, "environment");
    this.environment = Map.copyOf(environment);
    return this;
  }

  @Override
  public LameduckBuilder orchestrator(Orchestrator orchestrator) {
    Objects.requireNonNull(orchestrator, "orchestrator");
    this.orchestrator = Optional.of(orchestrator);
    return this;
  }

  @Override
  public LameduckBuilder exit(Exit exit) {
    Objects.requireNonNull(exit, "exit");
    this.exit = exit;
    return this;
  }

  @Override
  public LameduckBuilder withoutSignals() {
    this.signals = false;
    return this;
  }

  @Override
  public Lameduck start() {
    if (started) {
      throw new IllegalStateException(
          "start() was called twice (expected: once; describe another service with"
              + " Lameduck.builder())");
    }
    started = true;
    return new Startup(this).start();
  }
}
