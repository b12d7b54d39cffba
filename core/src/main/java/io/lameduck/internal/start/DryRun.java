package io.lameduck.internal.start;

import io.lameduck.EndReason;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.ShutdownCause;
import io.lameduck.Ticket;
import io.lameduck.Trigger;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.shutdown.Connections;
import io.lameduck.internal.shutdown.Crew;
import io.lameduck.internal.shutdown.Inquiry;
import io.lameduck.internal.shutdown.Lifecycle;
import io.lameduck.internal.shutdown.PhaseEvents;
import io.lameduck.internal.shutdown.Resource;
import io.lameduck.internal.shutdown.Resources;
import io.lameduck.internal.shutdown.Servers;
import io.lameduck.internal.shutdown.ServiceParts;
import io.lameduck.internal.shutdown.Shutdown;
import io.lameduck.internal.shutdown.Source;
import io.lameduck.internal.shutdown.Sources;
import io.lameduck.internal.shutdown.StartSteps;
import io.lameduck.internal.shutdown.TerminationLog;
import io.lameduck.internal.shutdown.TerminationMessage;
import io.lameduck.internal.shutdown.Triggers;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import io.lameduck.internal.work.Arrivals;
import io.lameduck.internal.work.SilenceModel;
import io.lameduck.internal.work.TicketOffice;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import io.lameduck.spi.TerminationNotice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Goes once through the end of a service that does not exist, so that what the real one needs is
 * loaded and linked before: at the end there may be no descriptor to open a class file with, too
 * little memory to link a lambda, and another jar in the place of this one. Runs after the start
 * and does not delay it.
 */
final class DryRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);
  private static final AtomicBoolean begun = new AtomicBoolean();
  static final Map<String, String> SETTINGS =
      Map.of(
          "LAMEDUCK_TERMINATION_LOG", "/dev/null",
          "LAMEDUCK_PROPAGATION_DELAY", "1ms",
          "LAMEDUCK_QUIET_PERIOD", "0s",
          "LAMEDUCK_IDLE_LINGER", "1ms");

  private final Time time = Time.system();
  private final Threads threads = Threads.jvm();
  private final Undo undo = new Undo();

  private DryRun() {}

  /** Runs it, unless another service of this JVM has. */
  static void once() {
    if (begun.compareAndSet(false, true)) {
      run();
    }
  }

  /** Whether it came to its end. */
  static boolean run() {
    try (DryRun dry = new DryRun()) {
      dry.toTheEnd();
      dry.halted();
      return true;
    } catch (RuntimeException | Error e) {
      log.debug("dry run of the shutdown failed", e); // the real one then loads what it needs
      return false;
    }
  }

  /** Whether one has begun in this JVM. */
  static boolean hasBegun() {
    return begun.get();
  }

  /** A whole shutdown. One part of it fails, so that what tells of failures is loaded as well. */
  private void toTheEnd() {
    Recording.ofThisJvm().prepare();
    ServiceParts service = service();
    Shutdown shutdown = new Shutdown(service);
    Triggers triggers = new Triggers();
    triggers.attach(shutdown);
    Ticket ticket = service.inFlight().enter("work");
    triggers.pull(Trigger.SIGTERM);
    triggers.pull(Trigger.SIGINT);
    shutdown.propagated().join();
    ticket.close();
    shutdown.report().join();
    shutdown.awaitLeft();
  }

  private void halted() {
    ServiceParts service = service();
    Shutdown shutdown = new Shutdown(service);
    Ticket ticket = service.inFlight().enter("work");
    shutdown.pull(ShutdownCause.of(Trigger.SIGTERM));
    shutdown.halt(EndReason.DEADLINE, 1);
    ticket.close();
    shutdown.awaitLeft();
  }

  @Override
  public void close() {
    undo.close();
  }

  private ServiceParts service() {
    Settings settings = Settings.read(SETTINGS, Map.of(), Map.of());
    Bell bell = new Bell();
    Arrivals arrivals = new Arrivals(time, SilenceModel.NONE, Recording.NONE);
    LogWriter logWriter = LogWriter.create(NOPLogger.NOP_LOGGER);
    Crew crew = undo.add(Crew.of(threads, time));
    PhaseEvents events =
        undo.add(new PhaseEvents(threads, time, logWriter, List.of((from, to) -> {})));
    StartSteps steps = new StartSteps();
    steps.complete();
    Server server = new Reluctant();
    Servers servers = new Servers(crew.calls(), time, logWriter);
    servers.starting(server);
    return new ServiceParts(
        settings,
        time,
        crew,
        steps,
        new Lifecycle(time, settings.readinessOnShutdown(), events),
        events,
        new TicketOffice(time, arrivals, bell::ring),
        arrivals,
        new Connections(time, List.of(server)),
        servers,
        new Sources(List.of(new Source("source", () -> {})), crew.calls(), time, logWriter),
        new Resources(List.of(new Resource("resource", server)), crew.calls(), time, logWriter),
        logWriter,
        undo.add(
            new TerminationMessage(new TerminationLog(settings.terminationLog()), time, threads)),
        Optional.of(undo.add(new Inquiry(DryRun::notice, threads, time, logWriter))),
        Exit.none(),
        Recording.NONE,
        bell);
  }

  /** Contradicts the settings, so that the deadline is moved. */
  private static Optional<TerminationNotice> notice() {
    Duration left = Duration.ofHours(1);
    return Optional.of(new TerminationNotice("DryRun", Optional.of(left), Duration.ofSeconds(1)));
  }

  /** Does nothing, and fails to close. */
  private static final class Reluctant implements Server {
    @Override
    public String name() {
      return "dry-run";
    }

    @Override
    public void start(ServerContext context) {}

    @Override
    public void lameDuck() {}

    @Override
    public void stopAccepting() {}

    @Override
    public void closeIdle(Duration linger) {}

    @Override
    public OptionalLong connections() {
      return OptionalLong.empty();
    }

    @Override
    public void close() {
      throw new IllegalStateException("dry run");
    }
  }
}
