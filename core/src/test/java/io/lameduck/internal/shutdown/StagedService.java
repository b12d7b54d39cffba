package io.lameduck.internal.shutdown;

import io.lameduck.Exit;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Ticket;
import io.lameduck.Trigger;
import io.lameduck.internal.config.GivenSettings;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.silence.ClientRates;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.ManualTime;
import io.lameduck.internal.work.Arrivals;
import io.lameduck.internal.work.TicketOffice;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.Server;
import io.lameduck.spi.TerminationNotice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A service on a stage: its time is moved by hand, its threads run when and where the test wants,
 * and its end ends nothing.
 */
public final class StagedService {
  final ManualTime time = new ManualTime();
  final RecordedServer server = new RecordedServer(time);
  final List<Phase> phases = new ArrayList<>();
  final List<String> exits = new ArrayList<>();
  final StagedThreads threads = new StagedThreads();
  final List<String> hanging = threads.hanging;
  final Answer orchestrator = new Answer();
  public final RecordedLog log = new RecordedLog();
  private final Bell bell = new Bell();
  private final List<Source> sources;
  private final List<Server> servers;
  private final Path terminationLog;
  public final ServiceParts service;
  public final Shutdown shutdown;

  public StagedService(GivenSettings settings, Resource... resources) {
    this(settings, true, List.of(), resources);
  }

  /**
   * @param served whether there is a server
   */
  public StagedService(
      GivenSettings settings, boolean served, List<Source> sources, Resource... resources) {
    this.sources = sources;
    this.servers = served ? List.of(server) : List.of();
    this.terminationLog = file();
    GivenSettings all = settings.env(Setting.TERMINATION_LOG, terminationLog.toString());
    hanging.add("watchdog"); // it waits for real on a thread of its own
    this.service = service(all.read(), List.of(resources));
    servers.forEach(this::started);
    service.startSteps().complete();
    this.shutdown = new Shutdown(service);
  }

  /** The shutdown, run to its end on the test's thread unless something in it is held back. */
  Shutdown begin(Trigger trigger) {
    shutdown.pull(ShutdownCause.of(trigger));
    return shutdown;
  }

  public ShutdownReport run(Trigger trigger) {
    return begin(trigger).report().join();
  }

  /** Runs what was held back, by the name of its task. */
  void release(String task) {
    threads.release(task);
  }

  public StagedService at(Duration moment, Runnable action) {
    time.at(moment, action);
    return this;
  }

  /** Work that begins now and ends at a moment of its own. */
  StagedService workUntil(Duration moment, String description) {
    Ticket ticket = service.inFlight().enter(description);
    time.ifReached(moment, ticket::close);
    return this;
  }

  public String terminationMessage() {
    try {
      return Files.readString(terminationLog);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What the orchestrator says, when it is asked. */
  static final class Answer implements Orchestrator {
    Callable<Optional<TerminationNotice>> answer = Optional::empty;

    @Override
    public Optional<TerminationNotice> termination() throws Exception {
      return answer.call();
    }
  }

  private void started(Server server) {
    service.servers().starting(server);
    service.servers().started(server, server.name());
  }

  private ServiceParts service(Settings settings, List<Resource> resources) {
    Arrivals arrivals = new Arrivals(time, ClientRates.of(settings, time.nanos()), Recording.NONE);
    LogWriter logWriter = new LogWriter(log, Runnable::run);
    Crew crew = Crew.of(threads, time);
    PhaseEvents events =
        new PhaseEvents(threads, time, logWriter, List.of((from, to) -> phases.add(to)));
    return new ServiceParts(
        settings,
        time,
        crew,
        new StartSteps(),
        new Lifecycle(time, settings.readinessOnShutdown(), events),
        events,
        new TicketOffice(time, arrivals, bell::ring),
        arrivals,
        new Connections(time, servers),
        new Servers(crew.calls(), time, logWriter),
        new Sources(sources, crew.calls(), time, logWriter),
        new Resources(resources, crew.calls(), time, logWriter),
        logWriter,
        new TerminationMessage(new TerminationLog(terminationLog), time, threads),
        Optional.of(new Inquiry(orchestrator, threads, time, logWriter)),
        exit(),
        Recording.NONE,
        bell);
  }

  private Exit exit() {
    return new Exit() {
      @Override
      public void exit(int status) {
        exits.add("exit " + status);
      }

      @Override
      public void halt(int status) {
        exits.add("halt " + status);
      }
    };
  }

  private static Path file() {
    try {
      Path file = Files.createTempFile("termination", ".log");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
