package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.probe.RecordedLog;
import io.lameduck.time.Bell;
import io.lameduck.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service on a stage: its time is moved by hand, its threads run when and where the test wants,
 * and its end ends nothing.
 */
final class StagedService {
  final ManualTime time = new ManualTime();
  final RecordedServer server = new RecordedServer(time);
  final List<Phase> phases = new ArrayList<>();
  final List<String> exits = new ArrayList<>();
  final List<String> hanging = new ArrayList<>();
  final Map<String, Runnable> heldBack = new ConcurrentHashMap<>();
  final RecordedLog log = new RecordedLog();
  private final Bell bell = new Bell();
  private final Path terminationLog;
  final Service service;

  StagedService(GivenSettings settings, Resource... resources) {
    this.terminationLog = file();
    GivenSettings all = settings.env(Setting.TERMINATION_LOG, terminationLog.toString());
    this.service = service(all.read(), List.of(resources));
  }

  /** The shutdown, run to its end on the test's thread unless something in it is held back. */
  Shutdown begin(Trigger trigger) {
    Shutdown shutdown = new Shutdown(service, ShutdownCause.of(trigger));
    shutdown.start();
    return shutdown;
  }

  ShutdownReport run(Trigger trigger) {
    return begin(trigger).report().join();
  }

  /** Runs what was held back, by the name of its thread. */
  void release(String thread) {
    Runnable task = heldBack.remove(thread);
    assertThat(task).as(thread).isNotNull();
    task.run();
  }

  StagedService at(Duration moment, Runnable action) {
    time.at(moment, action);
    return this;
  }

  /** Work that begins now and ends at a moment of its own. */
  StagedService workUntil(Duration moment, String description) {
    Ticket ticket = service.inFlight().enter(description);
    return at(moment, ticket::close);
  }

  String terminationMessage() {
    try {
      return Files.readString(terminationLog);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The watchdog waits for real on a thread of its own, so on the stage it is always held back. */
  private void start(String name, Runnable task) {
    if (name.equals("watchdog") || hanging.contains(name)) {
      heldBack.put(name, task);
    } else {
      task.run();
    }
  }

  private Service service(Settings settings, List<Resource> resources) {
    boolean earlyEnd = settings.propagationMin().compareTo(settings.propagationDelay()) < 0;
    ClientRates rates = new ClientRates(earlyEnd, settings.propagationRisk(), time.nanos());
    Arrivals arrivals = new Arrivals(time, rates);
    return new Service(
        settings,
        time,
        this::start,
        new Lifecycle(time, settings.readinessOnShutdown(), List.of((from, to) -> phases.add(to))),
        new InFlight(time, arrivals, bell::ring),
        arrivals,
        new Connections(time, List.of(server)),
        List.of(server),
        resources,
        new Journal(log, Runnable::run),
        new TerminationMessage(new TerminationLog(terminationLog), time, this::start),
        exit(),
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
