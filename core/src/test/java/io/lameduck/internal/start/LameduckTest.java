package io.lameduck.internal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.Exit;
import io.lameduck.ExitCodes;
import io.lameduck.FakeServer;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.LogOutput;
import io.lameduck.Mute;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import io.lameduck.RecordedExit;
import io.lameduck.Setting;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Ticket;
import io.lameduck.Traffic;
import io.lameduck.Trigger;
import io.lameduck.WorkInFlight;
import io.lameduck.internal.process.SignalTraps;
import io.lameduck.internal.process.Unspeakable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service as its owner sees it, with real threads, real time and real signals. */
class LameduckTest {
  @TempDir private Path directory;
  private final SignalTraps signals = new SignalTraps();
  private final RecordedExit exit = new RecordedExit();
  private final FakeServer server = new FakeServer();
  private Path terminationLog;

  @BeforeEach
  void createTheTerminationLog() throws IOException {
    terminationLog = Files.createFile(directory.resolve("termination-log"));
  }

  @AfterEach
  void restoreSignals() {
    signals.close();
  }

  /** Outside a cluster, so that a shutdown takes no time that nothing needs. */
  private LameduckBuilder service() {
    return Lameduck.builder()
        .environment(Map.of("LAMEDUCK_TERMINATION_LOG", terminationLog.toString()))
        .exit(exit)
        .serve(server);
  }

  private static LameduckBuilder cutAfterHalfASecond(LameduckBuilder service) {
    return service
        .set(Setting.GRACE_PERIOD, Duration.ofMillis(6000))
        .set(Setting.EXIT_MARGIN, Duration.ofMillis(500))
        .set(Setting.CLOSE_RESERVE, Duration.ofMillis(5000));
  }

  private void awaitExit(String call) {
    await().until(() -> exit.calls().equals(List.of(call)));
  }

  @Nested
  class Shutdown {
    @Test
    void completesWithTheReportAndExitsWithZero() {
      Lameduck lameduck = service().start();
      ShutdownReport report = lameduck.shutdown("job done").join();

      assertThat(report.cause()).isEqualTo(new ShutdownCause(Trigger.SHUTDOWN, "job done"));
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      awaitExit("exit 0");
      lameduck.stop();
    }

    @Test
    void goesThroughEveryPhase() {
      List<Phase> phases = new CopyOnWriteArrayList<>();
      Lameduck lameduck = service().start();
      lameduck.addListener((from, to) -> phases.add(to));
      lameduck.shutdown("test").join();

      assertThat(phases)
          .containsExactly(Phase.LAME_DUCK, Phase.DRAINING, Phase.CLOSING, Phase.TERMINATED);
      assertThat(lameduck.phase()).isEqualTo(Phase.TERMINATED);
      assertThat(server.calls()).containsExactly("start", "lame duck", "stop accepting", "close");
      lameduck.stop();
    }

    @Test
    void takesTheReadinessBackBeforeItReturns() {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      CompletableFuture<ShutdownReport> report = lameduck.shutdown("test");

      assertThat(lameduck.probes().ready()).isFalse();
      assertThat(lameduck.probes().alive()).isTrue();
      assertThat(report).isNotDone();
      ticket.close();
      lameduck.stop();
    }

    @Test
    void isJoinedByASecondOne() {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      CompletableFuture<ShutdownReport> first = lameduck.shutdown("first");
      CompletableFuture<ShutdownReport> second = lameduck.shutdown("second");
      ticket.close();

      assertThat(second.join()).isSameAs(first.join());
      assertThat(first.join().cause().detail()).isEqualTo("first");
      awaitExit("exit 0");
      lameduck.stop();
    }

    @Test
    void isNotStoppedByCancellingWhatItReturned() {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      assertThat(lameduck.shutdown("test").cancel(true)).isTrue();
      ticket.close();

      assertThat(lameduck.shutdown("test").join().outcome()).isEqualTo(Outcome.DRAINED);
      awaitExit("exit 0");
      lameduck.stop();
    }

    @Test
    void exitsWithOneWhenItHadToCut() {
      Lameduck lameduck = cutAfterHalfASecond(service()).start();
      lameduck.inFlight().enter("message 42");
      ShutdownReport report = lameduck.shutdown("test").join();

      assertThat(report.outcome()).isEqualTo(Outcome.CUT);
      assertThat(report.cut()).extracting(WorkInFlight::description).containsExactly("message 42");
      awaitExit("exit 1");
      assertThat(terminationLog).content().contains("cut after shutdown (test)", "message 42");
      lameduck.stop();
    }

    @Test
    void leavesATerminationMessage() {
      Lameduck lameduck = service().start();
      lameduck.shutdown("job done").join();

      assertThat(terminationLog)
          .content()
          .startsWith("lameduck: drained after shutdown (job done) in ")
          .endsWith("; exit 0");
      lameduck.stop();
    }
  }

  @Nested
  class Telling {
    @Test
    void howFarTheShutdownHasCome() {
      Lameduck lameduck = service().start();
      assertThat(lameduck.shutdownPhases()).isEmpty();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      lameduck.shutdown("test");
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      assertThat(lameduck.shutdownPhases())
          .extracting(PhaseReport::phase)
          .containsExactly(Phase.LAME_DUCK);
      assertThat(lameduck.shutdownReport()).isEmpty();
      ticket.close();
      lameduck.stop();

      assertThat(lameduck.shutdownPhases())
          .extracting(PhaseReport::phase)
          .containsExactly(Phase.LAME_DUCK, Phase.DRAINING, Phase.CLOSING);
    }

    @Test
    void whatHappenedToThoseWhoHearOfItsEnd() {
      CompletableFuture<Optional<ShutdownReport>> heard = new CompletableFuture<>();
      Lameduck lameduck = service().start();
      lameduck.addListener(
          (from, to) -> {
            if (to == Phase.TERMINATED) {
              heard.complete(lameduck.shutdownReport());
            }
          });
      ShutdownReport report = lameduck.shutdown("test").join();

      assertThat(heard.join()).hasValue(report);
      lameduck.stop();
    }

    @Test
    void whatHasBeenServedAndWhatCameLate() {
      Lameduck lameduck = service().start();
      lameduck.inFlight().enter("early").close();
      server.context().connected(InetAddress.getLoopbackAddress());
      assertThat(lameduck.traffic()).isEqualTo(new Traffic(1, 0, 0, Duration.ZERO, 0));
      Ticket early = lameduck.inFlight().enter("early");
      lameduck.shutdown("test");
      lameduck.inFlight().enter("late").close();
      server.context().connected(InetAddress.getLoopbackAddress());

      assertThat(lameduck.traffic().toString())
          .startsWith("served 2, late 1 (last new connection after ")
          .endsWith(", cut 0");
      assertThat(lameduck.traffic().lateConnections()).isEqualTo(1);
      assertThat(lameduck.traffic().lastLateConnection()).isPositive();
      early.close();
      lameduck.stop();
    }

    @Test
    void whatHadToBeCut() {
      Lameduck lameduck = cutAfterHalfASecond(service()).start();
      lameduck.inFlight().enter("message 42");
      lameduck.stop();

      assertThat(lameduck.traffic().cut()).isEqualTo(1);
    }
  }

  @Nested
  class Stopping {
    @Test
    void drainsAndGoesOnWithoutExit() {
      Lameduck lameduck = service().start();
      lameduck.stop();

      assertThat(lameduck.phase()).isEqualTo(Phase.TERMINATED);
      assertThat(lameduck.shutdownReport().orElseThrow().cause().trigger()).isEqualTo(Trigger.STOP);
      assertThat(exit.calls()).isEmpty();
    }

    @Test
    void putsTheSignalHandlersBack() {
      Lameduck lameduck = service().start();
      assertThat(signals.set()).isEmpty();
      lameduck.stop();

      assertThat(signals.set()).isEqualTo(signals.possible());
    }

    @Test
    void waitsForWorkInFlight() throws Exception {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      Thread stopping = stopping(lameduck);
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      assertThat(stopping.isAlive()).isTrue();
      ticket.close();
      stopping.join();

      assertThat(lameduck.traffic()).hasToString("served 1, late 0, cut 0");
    }

    @Test
    void waitsForAShutdownThatIsUnderWayWhichStillExits() throws Exception {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      CompletableFuture<ShutdownReport> report = lameduck.shutdown("test");
      Thread stopping = stopping(lameduck);
      await().until(() -> stopping.getState() == Thread.State.WAITING);
      ticket.close();
      stopping.join();

      assertThat(report.join().cause().trigger()).isEqualTo(Trigger.SHUTDOWN);
      assertThat(signals.set()).isEqualTo(signals.possible());
      awaitExit("exit 0");
    }

    @Test
    void twiceIsHarmless() {
      Lameduck lameduck = service().start();
      lameduck.stop();
      lameduck.stop();

      assertThat(server.calls()).containsOnlyOnce("lame duck");
    }

    private static Thread stopping(Lameduck lameduck) {
      Thread thread = new Thread(lameduck::stop);
      thread.start();
      return thread;
    }
  }

  @Nested
  class Signals {
    @Test
    void shutItDown() {
      Lameduck lameduck = service().start();
      SignalTraps.raise("TERM");

      awaitExit("exit 0");
      assertThat(terminationLog).content().startsWith("lameduck: drained after SIGTERM in ");
      lameduck.stop();
    }

    @Test
    void shutItDownThoughItHasNotStartedYet() {
      Lameduck lameduck = service().startup("never", () -> false).start();
      assertThat(lameduck.phase()).isEqualTo(Phase.STARTING);
      SignalTraps.raise("TERM");

      awaitExit("exit 0");
      assertThat(lameduck.probes().started()).isFalse();
      lameduck.stop();
    }

    @Test
    void areNoSuccessForAJob() {
      Lameduck lameduck = service().set(Setting.EXIT_CODES, ExitCodes.JOB).start();
      SignalTraps.raise("TERM");

      awaitExit("exit 143");
      lameduck.stop();
    }

    @Test
    void endItAtOnceWhenAPersonSendsASecondOne() throws Exception {
      signals.assumePossible("INT");
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      SignalTraps.raise("TERM");
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      LogOutput.of(
          soFar -> {
            SignalTraps.raise("INT");
            await().until(() -> soFar.get().contains("SIGINT joined: "));
          });
      assertThat(exit.calls()).isEmpty();
      SignalTraps.raise("INT");

      awaitExit("halt 130");
      assertThat(terminationLog)
          .content()
          .startsWith("lameduck: halted: second-signal; ")
          .contains("message 42");
      ticket.close();
      lameduck.stop();
    }

    @Test
    void joinAShutdownThatIsUnderWay() {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      CompletableFuture<ShutdownReport> report = lameduck.shutdown("test");
      SignalTraps.raise("TERM");
      ticket.close();

      assertThat(report.join().outcome()).isEqualTo(Outcome.DRAINED);
      awaitExit("exit 0");
      lameduck.stop();
    }
  }

  /** The hook has run; the signal follows, and changes nothing. */
  @Nested
  class PreStop {
    private int port;

    @BeforeEach
    void findAPort() throws IOException {
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
    }

    @Test
    void beginsTheShutdownWhichNothingTakesBack() throws Exception {
      List<Phase> phases = new CopyOnWriteArrayList<>();
      Lameduck lameduck = withPreStop().start();
      lameduck.addListener((from, to) -> phases.add(to));
      preStop();

      awaitExit("exit 0");
      assertThat(phases)
          .containsExactly(Phase.LAME_DUCK, Phase.DRAINING, Phase.CLOSING, Phase.TERMINATED);
      assertThat(terminationLog).content().startsWith("lameduck: drained after preStop in ");
      lameduck.stop();
    }

    @Test
    void isJoinedByTheSignal() throws Exception {
      Lameduck lameduck = withPreStop().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      preStop();
      SignalTraps.raise("TERM");
      ticket.close();

      awaitExit("exit 0");
      assertThat(lameduck.shutdownReport().orElseThrow().cause())
          .isEqualTo(new ShutdownCause(Trigger.PRESTOP, ""));
      lameduck.stop();
    }

    @Test
    void endsAServiceThatIsStillStarting() throws Exception {
      Lameduck lameduck = withPreStop().startup("never", () -> false).start();
      preStop();

      awaitExit("exit 0");
      lameduck.stop();
    }

    private LameduckBuilder withPreStop() {
      return service().set(Setting.PROBE_PORT, port).set(Setting.PRESTOP_PATH, "/prestop");
    }

    private void preStop() throws IOException, InterruptedException {
      URI hook = URI.create("http://localhost:" + port + "/prestop");
      HttpResponse<Void> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(hook).build(), HttpResponse.BodyHandlers.discarding());
      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class TwoInOneJvm {
    @Test
    void liveEachTheirOwnLife() {
      Lameduck one = service().start();
      Lameduck other = service().start();
      try {
        one.inFlight().enter("message 42").close();
        one.stop();

        assertThat(other.phase()).isEqualTo(Phase.READY);
        assertThat(other.traffic().served()).isZero();
      } finally {
        other.stop();
      }
    }

    @Test
    void bothHearASignalUntilTheyAreStopped() {
      Lameduck one = service().start();
      Lameduck other = service().start();
      one.stop();
      SignalTraps.raise("TERM");

      awaitExit("exit 0");
      assertThat(other.phase()).isEqualTo(Phase.TERMINATED);
      assertThat(one.shutdownReport().orElseThrow().cause().trigger()).isEqualTo(Trigger.STOP);
      other.stop();
      assertThat(signals.set()).isEqualTo(signals.possible());
    }
  }

  @Test
  void workThatStopsTheServiceIsNotWaitedFor() {
    Lameduck lameduck = Lameduck.builder().environment(Map.of()).exit(Exit.none()).start();
    Executor executor = lameduck.inFlight().wrap((Executor) Runnable::run, "job");
    executor.execute(lameduck::stop);
    assertThat(lameduck.shutdownReport())
        .get()
        .satisfies(report -> assertThat(report.outcome()).isEqualTo(Outcome.DRAINED))
        .satisfies(report -> assertThat(report.duration()).isLessThan(Duration.ofSeconds(10)));
  }

  /** What is put around the whole of {@code main}. */
  @Nested
  class AGuard {
    private final String property = Setting.TERMINATION_LOG.propertyName();

    @BeforeEach
    void nameTheTerminationLog() {
      System.setProperty(property, terminationLog.toString());
    }

    @AfterEach
    void forgetTheTerminationLog() {
      System.clearProperty(property);
    }

    @ParameterizedTest
    @ValueSource(
        classes = {IOException.class, IllegalStateException.class, StackOverflowError.class})
    void leavesWordOfWhateverFails(Class<? extends Throwable> kind) throws Exception {
      Throwable failure = kind.getConstructor(String.class).newInstance("no route to the broker");

      assertThatThrownBy(() -> Lameduck.guard(() -> fail(failure))).isSameAs(failure);
      assertThat(terminationLog).hasContent("lameduck: start failed: no route to the broker");
    }

    @Test
    void saysNothingWhenAllIsWell() throws Exception {
      AtomicBoolean run = new AtomicBoolean();
      Lameduck.guard(() -> run.set(true));

      assertThat(run).isTrue();
      assertThat(terminationLog).isEmptyFile();
    }

    private static void fail(Throwable failure) throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  @Test
  void endsWhenTheThreadThatStartedItDies() {
    dieOnTheStartingThread(new IllegalStateException("no route to the broker"));

    assertThat(terminationLog)
        .content()
        .contains("after fatal-error (java.lang.IllegalStateException: no route to the broker)");
  }

  @Test
  void endsWhenTheThreadThatStartedItDiesOfWhatHasNoText() {
    dieOnTheStartingThread(new Mute());

    assertThat(terminationLog)
        .content()
        .contains("after fatal-error (" + Mute.class.getName() + ")");
  }

  @Test
  void endsWhenTheThreadThatStartedItDiesOfWhatHasATextThatThrows() {
    dieOnTheStartingThread(new Unspeakable());

    assertThat(terminationLog)
        .content()
        .contains("after fatal-error (" + Unspeakable.class.getName() + ")");
  }

  private void dieOnTheStartingThread(RuntimeException failure) {
    CompletableFuture<Lameduck> started = new CompletableFuture<>();
    Thread main =
        new Thread(
            () -> {
              started.complete(service().start());
              throw failure;
            });
    main.setUncaughtExceptionHandler((thread, error) -> {});
    main.start();

    awaitExit("exit 1");
    started.join().stop();
  }
}
