package io.lameduck.internal.start;

import io.lameduck.EndReason;
import io.lameduck.Lameduck;
import io.lameduck.ShutdownCause;
import io.lameduck.Trigger;
import io.lameduck.WarmUp;
import io.lameduck.internal.config.SettingSources;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.health.BackgroundLoop;
import io.lameduck.internal.health.HealthChecks;
import io.lameduck.internal.health.HealthEvents;
import io.lameduck.internal.health.ProbeFiles;
import io.lameduck.internal.health.ServiceProbes;
import io.lameduck.internal.probeport.PreStop;
import io.lameduck.internal.probeport.PreStopEndpoint;
import io.lameduck.internal.probeport.ProbePort;
import io.lameduck.internal.process.Ancestor;
import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.process.ExitHook;
import io.lameduck.internal.process.FatalErrors;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.process.Signals;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.shutdown.Connections;
import io.lameduck.internal.shutdown.Crew;
import io.lameduck.internal.shutdown.Inquiry;
import io.lameduck.internal.shutdown.Lifecycle;
import io.lameduck.internal.shutdown.PhaseEvents;
import io.lameduck.internal.shutdown.Resources;
import io.lameduck.internal.shutdown.Servers;
import io.lameduck.internal.shutdown.ServiceParts;
import io.lameduck.internal.shutdown.Shutdown;
import io.lameduck.internal.shutdown.Sources;
import io.lameduck.internal.shutdown.StartSteps;
import io.lameduck.internal.shutdown.TerminationLog;
import io.lameduck.internal.shutdown.TerminationMessage;
import io.lameduck.internal.shutdown.Triggers;
import io.lameduck.internal.silence.ClientRates;
import io.lameduck.internal.text.Printable;
import io.lameduck.internal.text.ThrowableText;
import io.lameduck.internal.thread.DaemonThread;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import io.lameduck.internal.warmup.WarmUpRun;
import io.lameduck.internal.work.Arrivals;
import io.lameduck.internal.work.TicketOffice;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.Probes;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a service together and starts it, or takes everything back. This is the one place that knows
 * all the parts.
 */
final class Startup {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  /** How long an error may take to say what it is. */
  private static final Duration TEXT_LIMIT = Duration.ofMillis(250);

  private final ServiceBuilder builder;
  private final Time time;
  private final Threads threads;
  private final Triggers triggers = new Triggers();
  private final StartSteps steps = new StartSteps();
  private final Undo undo = new Undo();

  Startup(ServiceBuilder builder) {
    this(builder, Time.system(), Threads.jvm());
  }

  Startup(ServiceBuilder builder, Time time, Threads threads) {
    this.builder = builder;
    this.time = time;
    this.threads = threads;
  }

  Lameduck start() {
    try {
      Crew crew = undo.add(Crew.of(threads, time));
      hearSignals(); // before anything that may take long
      return start(Settings.read(builder.environment, properties(), builder.settings), crew);
    } catch (Throwable e) { // a server may throw a sneaky checked one
      takeBack(e);
      throw unchecked(e);
    }
  }

  private Lameduck start(Settings settings, Crew crew) throws Exception {
    log.info("configuration {}", settings.oneLine());
    hearStopSignal(settings);
    Optional<Orchestrator> orchestrator = orchestrator(settings);
    ServiceParts service = assemble(settings, crew, orchestrator);
    BackgroundLoop loop = undo.add(new BackgroundLoop(service.logWriter()));
    HealthChecks checks = builder.checks.build(loop);
    Probes probes =
        new ServiceProbes(
            service.lifecycle(), checks, settings.probePaths(), settings.probeDetails());
    HealthEvents events =
        undo.add(
            new HealthEvents(
                threads, time, service.logWriter(), service.lifecycle()::acceptingUntil));
    service.lifecycle().onMove(() -> moved(loop, events));
    Shutdown shutdown = new Shutdown(service);
    triggers.attach(shutdown);
    hearExits(service, shutdown);
    boolean apart = openProbePort(settings, probes, shutdown);
    startServers(service, probes, events, apart);
    Optional<WarmUpRun> warmUp =
        builder.warmUp.or(settings::warmUp).map(requests -> undo.add(warmUp(requests, service)));
    Runnable readyOnceStarted = () -> readyOnceStarted(service, checks, warmUp);
    steps.run(
        () -> startChecks(service.settings(), loop, checks, probes, events, readyOnceStarted));
    steps.complete();
    readyOnceStarted.run();
    startInBackground(service, shutdown, orchestrator);
    return new RunningService(service, probes, checks, shutdown, undo);
  }

  /** Undoes what a failed or cancelled start has done; a shutdown that has begun does its part. */
  private void takeBack(Throwable failure) {
    Optional<Shutdown> begun = triggers.shutdown().filter(Shutdown::hasBegun);
    if (begun.isPresent()) {
      begun.get().awaitLeft();
    } else {
      failure().leaveMessage(failure); // first, for what is taken back may hang
    }
    undo.close();
    if (triggers.unheard().isPresent()) {
      builder.exit.exit(Guard.INTERRUPTED); // what the JVM would have done with the signal
    }
  }

  /** Only a cluster has one that is looked for; its constructor is foreign code. */
  private Optional<Orchestrator> orchestrator(Settings settings) {
    return builder.orchestrator.isEmpty() && settings.inCluster()
        ? FoundOrchestrator.find()
        : builder.orchestrator;
  }

  private ServiceParts assemble(Settings settings, Crew crew, Optional<Orchestrator> orchestrator) {
    Bell bell = new Bell();
    Recording recording = Recording.ofThisJvm();
    Arrivals arrivals = new Arrivals(time, ClientRates.of(settings, time.nanos()), recording);
    TicketOffice inFlight = new TicketOffice(time, arrivals, bell::ring);
    LogWriter logWriter = LogWriter.create(log);
    PhaseEvents events = undo.add(new PhaseEvents(threads, time, logWriter, builder.listeners));
    TerminationMessage message = undo.add(terminationMessage(settings.terminationLog()));
    message.open();
    return new ServiceParts(
        settings,
        time,
        crew,
        steps,
        new Lifecycle(time, settings.readinessOnShutdown(), events),
        events,
        inFlight,
        arrivals,
        new Connections(time, builder.servers),
        new Servers(crew.calls(), time, logWriter),
        new Sources(builder.sources, crew.calls(), time, logWriter),
        new Resources(builder.resources, crew.calls(), time, logWriter),
        logWriter,
        message,
        orchestrator.map(asked -> undo.add(new Inquiry(asked, threads, time, logWriter))),
        builder.exit,
        recording,
        bell);
  }

  private void hearSignals() {
    if (builder.signals) {
      undo.add(new Signals(this::heard, this::secondInterrupt)).install();
      Guard.handOver();
    }
  }

  private void hearStopSignal(Settings settings) {
    if (builder.signals) {
      undo.add(new Signals(this::heard, this::secondInterrupt)).install(settings.stopSignal());
    }
  }

  /** Tries again while there is no memory for it: the signal may not come a second time. */
  private void heard(Trigger signal) {
    boolean begun = false;
    while (!begun) {
      try {
        triggers.pull(signal);
        begun = true;
      } catch (OutOfMemoryError e) {
        Thread.onSpinWait();
      }
    }
  }

  private void hearExits(ServiceParts service, Shutdown shutdown) {
    if (builder.signals) {
      undo.add(new ExitHook(shutdown::jvmExits)).install();
      undo.add(new FatalErrors(error -> shutdown.pull(fatal(service, error)))).install();
    }
  }

  private void secondInterrupt(int status) {
    triggers
        .shutdown()
        .ifPresentOrElse(
            shutdown -> shutdown.interruptedAgain(status),
            () -> {
              failure().leaveMessage("SIGINT twice during start; exit " + status);
              builder.exit.halt(status);
            });
  }

  /** The text of an error is foreign code, and must not keep the shutdown from beginning. */
  private ShutdownCause fatal(ServiceParts service, Throwable error) {
    CallResult<String> text =
        service
            .crew()
            .calls()
            .call(
                "fatal-error", () -> ThrowableText.of(error), time.nanos() + TEXT_LIMIT.toNanos());
    return new ShutdownCause(Trigger.FATAL_ERROR, text.orElse(error.getClass().getName()));
  }

  /** Opens the port of the probes, if one is set; returns whether they have a port of their own. */
  private boolean openProbePort(Settings settings, Probes probes, Shutdown shutdown)
      throws Exception {
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
    steps.run(() -> openProbePort(port, probes, preStop(settings, shutdown), shutdown));
    return true;
  }

  private void openProbePort(
      int port, Probes probes, Optional<PreStopEndpoint> preStop, Shutdown shutdown)
      throws IOException {
    ProbePort opened = undo.add(ProbePort.open(port, probes, preStop));
    shutdown.flushesAnswers(opened::flush);
  }

  private static Optional<PreStopEndpoint> preStop(Settings settings, Shutdown shutdown) {
    PreStop preStop =
        () -> {
          shutdown.pull(ShutdownCause.of(Trigger.PRESTOP));
          return shutdown.propagated().thenApply(EndReason::word);
        };
    return settings
        .preStopPath()
        .map(path -> new PreStopEndpoint(path, settings.preStopToken(), preStop));
  }

  /** Never waits, since the thread of a signal may call it. */
  private static void moved(BackgroundLoop loop, HealthEvents events) {
    loop.wake();
    events.changed();
  }

  private void startServers(ServiceParts service, Probes probes, HealthEvents events, boolean apart)
      throws Exception {
    ServedContext context =
        new ServedContext(
            service.inFlight(),
            apart ? Optional.empty() : Optional.of(probes),
            probes,
            events,
            service.lifecycle(),
            service.arrivals(),
            service.connections(),
            connectionAge(service.settings()),
            service.bell());
    for (Server server : builder.servers) {
      steps.run(() -> start(server, context, service.servers()));
    }
  }

  private static ConnectionAge connectionAge(Settings settings) {
    return settings.connectionMaxAge().map(ConnectionAge::of).orElse(ConnectionAge.unlimited());
  }

  private void start(Server server, ServedContext context, Servers servers) throws IOException {
    undo.add(server);
    servers.starting(server);
    server.start(context);
    servers.started(server, server.name());
    log.info("serving {}", Printable.whole(server.name()));
  }

  private static void startChecks(
      Settings settings,
      BackgroundLoop loop,
      HealthChecks checks,
      Probes probes,
      HealthEvents events,
      Runnable readyOnceStarted) {
    checks.start(
        () -> {
          readyOnceStarted.run();
          events.changed();
        });
    new ProbeFiles(
            loop, probes, settings.readyFile().orElse(null), settings.aliveFile().orElse(null))
        .start();
  }

  private WarmUpRun warmUp(WarmUp requests, ServiceParts service) {
    return new WarmUpRun(
        requests,
        () -> service.settings().warmUpPort().map(Set::of).orElseGet(this::ports),
        service.settings().warmUpMax(),
        time,
        service.logWriter(),
        service.lifecycle()::isLameDuck);
  }

  private Set<Integer> ports() {
    return builder.servers.stream()
        .flatMap(server -> server.ports().stream())
        .collect(Collectors.toSet());
  }

  /**
   * Makes the service ready, but not before the start is complete: a shutdown during the start
   * waits for no client.
   */
  private void readyOnceStarted(
      ServiceParts service, HealthChecks checks, Optional<WarmUpRun> warmUp) {
    if (!steps.isComplete() || !checks.passing(CheckKind.STARTUP)) {
      return;
    }
    Runnable ready = () -> ready(service);
    if (warmUp.isEmpty() || warmUp.get().isOver(ready)) {
      ready.run();
    }
  }

  private static void ready(ServiceParts service) {
    if (service.lifecycle().ready()) {
      service.logWriter().info("started");
    }
  }

  /** Runs what nobody waits for. Where there is no thread for it, the service runs without. */
  private void startInBackground(
      ServiceParts service, Shutdown shutdown, Optional<Orchestrator> orchestrator) {
    try {
      DaemonThread.start("after-start", () -> afterStart(service, shutdown, orchestrator));
    } catch (OutOfMemoryError e) {
      service.logWriter().warn("no thread for the dry run of the shutdown", e);
    }
  }

  /** The dry run first, since advice is foreign code; that of the orchestrator takes longest. */
  private void afterStart(
      ServiceParts service, Shutdown shutdown, Optional<Orchestrator> orchestrator) {
    DryRun.once();
    Settings settings = service.settings();
    advise(service, shutdown, () -> advice(settings));
    orchestrator.ifPresent(
        asked -> advise(service, shutdown, () -> asked.advice(settings.gracePeriod())));
  }

  /**
   * Logs advice, unless the shutdown has begun: among its lines a warning about the start misleads.
   */
  private static void advise(
      ServiceParts service, Shutdown shutdown, Callable<List<String>> advice) {
    try {
      List<String> lines = advice.call();
      if (!shutdown.hasBegun()) {
        lines.forEach(line -> log.warn("{}", Printable.whole(line)));
      }
    } catch (Throwable e) { // a sneaky checked one, too
      service.logWriter().warn("failed to check the configuration", e);
    }
  }

  private List<String> advice(Settings settings) {
    List<String> ofServers =
        builder.servers.stream().flatMap(server -> server.advice().stream()).toList();
    TerminationLog terminationLog = new TerminationLog(settings.terminationLog());
    List<String> lines = new ArrayList<>(settings.notices());
    lines.addAll(
        new StartupAdvice(
                settings,
                terminationLog,
                builder.readinessChecked,
                ofServers,
                Ancestor.ofThisProcess())
            .lines());
    return lines;
  }

  private TerminationMessage terminationMessage(Path path) {
    return new TerminationMessage(new TerminationLog(path), time, threads);
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
    return new StartFailure(sources, time, threads);
  }

  static Map<String, String> properties() {
    Properties properties = System.getProperties();
    Map<String, String> map = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      map.put(name, properties.getProperty(name));
    }
    return map;
  }
}
