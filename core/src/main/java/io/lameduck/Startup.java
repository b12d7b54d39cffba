package io.lameduck;

import io.lameduck.jdk.ProbeServer;
import io.lameduck.probe.BackgroundLoop;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.HealthChecks;
import io.lameduck.probe.ProbeFiles;
import io.lameduck.probe.Probes;
import io.lameduck.spi.Server;
import io.lameduck.time.Bell;
import io.lameduck.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a service together and starts it, or takes everything back. This is the one place that knows
 * all the parts.
 */
final class Startup {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private final LameduckBuilder builder;
  private final Time time;
  private final Starter starter;
  private final Undo undo = new Undo();

  Startup(LameduckBuilder builder) {
    this(builder, Time.system(), Starter.threads());
  }

  Startup(LameduckBuilder builder, Time time, Starter starter) {
    this.builder = builder;
    this.time = time;
    this.starter = starter;
  }

  Lameduck start() {
    try {
      return start(Settings.read(builder.environment, properties(), builder.settings));
    } catch (IOException | RuntimeException | Error e) {
      failure().leaveMessage(e); // first, for what is taken back may hang
      undo.close();
      throw unchecked(e);
    }
  }

  private Lameduck start(Settings settings) throws IOException {
    log.info("configuration {}", settings.oneLine());
    Service service = assemble(settings);
    BackgroundLoop loop = undo.add(new BackgroundLoop());
    HealthChecks checks = builder.checks.build(loop);
    Probes probes =
        new Probes(service.lifecycle(), checks, settings.probePaths(), settings.probeDetails());
    Triggers triggers = new Triggers(cause -> new Shutdown(service, cause));
    handleSignals(triggers);
    boolean apart = openProbePort(settings, probes, triggers);
    startServers(service, probes, apart);
    startChecks(service, loop, checks, probes);
    advise(service);
    return new Lameduck(service, probes, checks, triggers, undo);
  }

  private Service assemble(Settings settings) {
    Bell bell = new Bell();
    boolean earlyEnd = settings.propagationMin().compareTo(settings.propagationDelay()) < 0;
    ClientRates rates = new ClientRates(earlyEnd, settings.propagationRisk(), time.nanos());
    Arrivals arrivals = new Arrivals(time, rates);
    InFlight inFlight = new InFlight(time, arrivals, bell::ring);
    builder.load.set(inFlight::count);
    return new Service(
        settings,
        time,
        starter,
        new Lifecycle(time, settings.readinessOnShutdown(), builder.listeners),
        inFlight,
        arrivals,
        new Connections(time, builder.servers),
        builder.servers,
        builder.resources,
        Journal.create(log),
        terminationMessage(settings.terminationLog()),
        builder.exit,
        bell);
  }

  private void handleSignals(Triggers triggers) {
    if (!builder.signals) {
      return;
    }
    undo.add(new ExitHook(() -> triggers.pull(Trigger.EXIT).report().join())).install();
    undo.add(new Signals(triggers::pull, status -> secondSignal(triggers, status))).install();
    undo.add(new FatalErrors(error -> triggers.pull(fatal(error)))).install();
  }

  /** Joins the shutdown that the first signal has begun, or is just about to begin. */
  private static void secondSignal(Triggers triggers, int status) {
    triggers.pull(Trigger.SIGTERM).halt(EndReason.SECOND_SIGNAL, status);
  }

  private static ShutdownCause fatal(Throwable error) {
    return new ShutdownCause(Trigger.FATAL_ERROR, error.toString());
  }

  /** Opens a port of their own for the probes, if there is to be one; whether there is. */
  private boolean openProbePort(Settings settings, Probes probes, Triggers triggers)
      throws IOException {
    if (settings.probePort().isEmpty()) {
      return false;
    }
    int port = settings.probePort().getAsInt();
    if (builder.servers.stream().anyMatch(server -> server.ports().contains(port))) {
      log.warn(
          "LAMEDUCK_PROBE_PORT is {}, the port of the service: its own threads answer the probes,"
              + " and there is no preStop endpoint; choose another port",
          port);
      return false;
    }
    undo.add(ProbeServer.open(port, probes, preStop(settings, triggers)));
    return true;
  }

  private static Optional<ProbeServer.PreStopEndpoint> preStop(
      Settings settings, Triggers triggers) {
    return settings
        .preStopPath()
        .map(
            path ->
                new ProbeServer.PreStopEndpoint(
                    path,
                    settings.preStopToken(),
                    () -> triggers.pull(Trigger.PRESTOP).propagated().thenApply(EndReason::word)));
  }

  private void startServers(Service service, Probes probes, boolean apart) throws IOException {
    ServedContext context =
        new ServedContext(
            service.inFlight(),
            apart ? Optional.empty() : Optional.of(probes),
            probes,
            service.lifecycle(),
            service.arrivals(),
            service.connections(),
            service.bell());
    for (Server server : service.servers()) {
      undo.add(server).start(context);
      log.info("serving {}", server.name());
    }
  }

  private void startChecks(
      Service service, BackgroundLoop loop, HealthChecks checks, Probes probes) {
    Lifecycle lifecycle = service.lifecycle();
    lifecycle.addListener((from, to) -> loop.wake());
    lifecycle.addListener(Startup::logStarted);
    Runnable readyOnceStarted =
        () -> {
          if (checks.passing(CheckKind.STARTUP)) {
            lifecycle.ready();
          }
        };
    Settings settings = service.settings();
    checks.start(readyOnceStarted);
    readyOnceStarted.run();
    new ProbeFiles(
            loop, probes, settings.readyFile().orElse(null), settings.aliveFile().orElse(null))
        .start();
  }

  private static void logStarted(Phase from, Phase to) {
    if (from == Phase.STARTING && to == Phase.READY) {
      log.info("started");
    }
  }

  private void advise(Service service) {
    Settings settings = service.settings();
    List<String> ofServers =
        service.servers().stream().flatMap(server -> server.advice().stream()).toList();
    TerminationLog terminationLog = new TerminationLog(settings.terminationLog());
    settings.notices().forEach(log::warn);
    new StartupAdvice(
            settings, terminationLog, builder.readinessChecked, ofServers, Ancestor.ofThisProcess())
        .lines()
        .forEach(log::warn);
  }

  private TerminationMessage terminationMessage(Path path) {
    return new TerminationMessage(new TerminationLog(path), time, starter);
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(StartFailure.describe(failure), failure);
  }

  private StartFailure failure() {
    SettingSources sources =
        new SettingSources(builder.environment, properties(), builder.settings);
    return new StartFailure(sources, time, starter);
  }

  static Map<String, String> properties() {
    Properties properties = System.getProperties();
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }
}
