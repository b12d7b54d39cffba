package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
        .set(Setting.GRACE_PERIOD, "1s")
        .set(Setting.EXIT_MARGIN, "0s")
        .set(Setting.CLOSE_RESERVE, "500ms");
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
      lameduck.close();
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
      lameduck.close();
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
      lameduck.close();
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
      lameduck.close();
    }

    @Test
    void isNotStoppedByCancellingWhatItReturned() {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      assertThat(lameduck.shutdown("test").cancel(true)).isTrue();
      ticket.close();

      assertThat(lameduck.shutdown("test").join().outcome()).isEqualTo(Outcome.DRAINED);
      awaitExit("exit 0");
      lameduck.close();
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
      lameduck.close();
    }

    @Test
    void leavesATerminationMessage() {
      Lameduck lameduck = service().start();
      lameduck.shutdown("job done").join();

      assertThat(terminationLog)
          .content()
          .startsWith("lameduck: drained after shutdown (job done) in ")
          .endsWith("; exit 0");
      lameduck.close();
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
      lameduck.close();

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
      lameduck.close();
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
      lameduck.close();
    }

    @Test
    void whatHadToBeCut() {
      Lameduck lameduck = cutAfterHalfASecond(service()).start();
      lameduck.inFlight().enter("message 42");
      lameduck.close();

      assertThat(lameduck.traffic().cut()).isEqualTo(1);
    }
  }

  @Nested
  class Closing {
    @Test
    void drainsAndGoesOnWithoutExit() {
      Lameduck lameduck = service().start();
      lameduck.close();

      assertThat(lameduck.phase()).isEqualTo(Phase.TERMINATED);
      assertThat(lameduck.shutdownReport().orElseThrow().cause().trigger())
          .isEqualTo(Trigger.CLOSE);
      assertThat(exit.calls()).isEmpty();
    }

    @Test
    void putsTheSignalHandlersBack() {
      Lameduck lameduck = service().start();
      assertThat(signals.set()).isEmpty();
      lameduck.close();

      assertThat(signals.set()).isEqualTo(signals.possible());
    }

    @Test
    void waitsForWorkInFlight() throws Exception {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      Thread closing = closing(lameduck);
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      assertThat(closing.isAlive()).isTrue();
      ticket.close();
      closing.join();

      assertThat(lameduck.traffic()).hasToString("served 1, late 0, cut 0");
    }

    @Test
    void waitsForAShutdownThatIsUnderWayWhichStillExits() throws Exception {
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      CompletableFuture<ShutdownReport> report = lameduck.shutdown("test");
      Thread closing = closing(lameduck);
      await().until(() -> closing.getState() == Thread.State.WAITING);
      ticket.close();
      closing.join();

      assertThat(report.join().cause().trigger()).isEqualTo(Trigger.SHUTDOWN);
      assertThat(signals.set()).isEqualTo(signals.possible());
      awaitExit("exit 0");
    }

    @Test
    void twiceIsHarmless() {
      Lameduck lameduck = service().start();
      lameduck.close();
      lameduck.close();

      assertThat(server.calls()).containsOnlyOnce("lame duck");
    }

    private static Thread closing(Lameduck lameduck) {
      Thread thread = new Thread(lameduck::close);
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
      lameduck.close();
    }

    @Test
    void shutItDownThoughItHasNotStartedYet() {
      Lameduck lameduck = service().startup("never", () -> false).start();
      assertThat(lameduck.phase()).isEqualTo(Phase.STARTING);
      SignalTraps.raise("TERM");

      awaitExit("exit 0");
      assertThat(lameduck.probes().started()).isFalse();
      lameduck.close();
    }

    @Test
    void areNoSuccessForAJob() {
      Lameduck lameduck = service().set(Setting.EXIT_CODES, "job").start();
      SignalTraps.raise("TERM");

      awaitExit("exit 143");
      lameduck.close();
    }

    @Test
    void endItAtOnceTheSecondTime() {
      signals.assumePossible("INT");
      Lameduck lameduck = service().start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      SignalTraps.raise("TERM");
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      SignalTraps.raise("INT");

      awaitExit("halt 130");
      assertThat(terminationLog)
          .content()
          .startsWith("lameduck: halted: second-signal; ")
          .contains("message 42");
      ticket.close();
      lameduck.close();
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
      lameduck.close();
    }
  }

  /** The hook has run, and the signal that should follow may or may not come. */
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
    void isTakenBackWhenNoSignalFollows() throws Exception {
      List<Phase> phases = new CopyOnWriteArrayList<>();
      Lameduck lameduck = cutAfterHalfASecond(withPreStop()).start();
      lameduck.addListener((from, to) -> phases.add(to));
      String log =
          LogOutput.of(
              () -> {
                preStop();
                await().until(() -> phases.equals(List.of(Phase.LAME_DUCK, Phase.READY)));
              });

      assertThat(lameduck.probes().ready()).isTrue();
      assertThat(log).doesNotContain(" - started");
      lameduck.close();
      assertThat(exit.calls()).isEmpty();
    }

    @Test
    void isConfirmedByTheSignal() throws Exception {
      Lameduck lameduck = withPreStop().start();
      preStop();
      SignalTraps.raise("TERM");

      awaitExit("exit 0");
      lameduck.close();
    }

    @Test
    void doesNotMakeCloseExit() throws Exception {
      Lameduck lameduck = withPreStop().start();
      preStop();
      lameduck.close();

      assertThat(exit.calls()).isEmpty();
    }

    private LameduckBuilder withPreStop() {
      return service()
          .set(Setting.PROBE_PORT, Integer.toString(port))
          .set(Setting.PRESTOP_PATH, "/prestop");
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
      try (Lameduck other = service().start()) {
        one.inFlight().enter("message 42").close();
        one.close();

        assertThat(other.phase()).isEqualTo(Phase.READY);
        assertThat(other.traffic().served()).isZero();
      }
    }

    @Test
    void bothHearASignalUntilTheyAreClosed() {
      Lameduck one = service().start();
      Lameduck other = service().start();
      one.close();
      SignalTraps.raise("TERM");

      awaitExit("exit 0");
      assertThat(other.phase()).isEqualTo(Phase.TERMINATED);
      assertThat(one.shutdownReport().orElseThrow().cause().trigger()).isEqualTo(Trigger.CLOSE);
      other.close();
      assertThat(signals.set()).isEqualTo(signals.possible());
    }
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
    CompletableFuture<Lameduck> started = new CompletableFuture<>();
    Thread main =
        new Thread(
            () -> {
              started.complete(service().start());
              throw new IllegalStateException("no route to the broker");
            });
    main.setUncaughtExceptionHandler((thread, error) -> {});
    main.start();

    awaitExit("exit 1");
    assertThat(terminationLog)
        .content()
        .contains("after fatal error (java.lang.IllegalStateException: no route to the broker)");
    started.join().close();
  }
}
