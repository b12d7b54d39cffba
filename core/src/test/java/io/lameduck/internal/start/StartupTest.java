package io.lameduck.internal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lameduck.ConfigurationException;
import io.lameduck.Exit;
import io.lameduck.FakeServer;
import io.lameduck.Lameduck;
import io.lameduck.LogOutput;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.Ticket;
import io.lameduck.internal.process.SignalTraps;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.TerminationNotice;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTest {
  /** Below the 5 s after which a file is looked at anyway. */
  private static final Duration SOON = Duration.ofSeconds(3);

  @TempDir private Path directory;
  private final SignalTraps signals = new SignalTraps();
  private final FakeServer server = new FakeServer();
  private Path terminationLog;
  private ServiceBuilder builder;

  @BeforeEach
  void describeAService() throws IOException {
    terminationLog = Files.createFile(directory.resolve("termination-log"));
    builder = new ServiceBuilder();
    builder
        .environment(Map.of("LAMEDUCK_TERMINATION_LOG", terminationLog.toString()))
        .exit(Exit.none())
        .serve(server);
  }

  @AfterEach
  void restoreSignals() {
    signals.close();
  }

  private FakeServer broken(Throwable failure) {
    return new FakeServer(
        "broken",
        () -> {
          if (failure instanceof IOException e) {
            throw e;
          } else if (failure instanceof Error e) {
            throw e;
          }
          throw (RuntimeException) failure;
        });
  }

  @Nested
  class WhatFailsIsTakenBack {
    private final FakeServer broken = broken(new IOException("port 8080 is taken"));

    @BeforeEach
    void addAServerThatCannotStart() {
      builder.serve(broken);
    }

    @Test
    void serversAreClosedTheFailedOneToo() {
      assertThatIllegalStateException()
          .isThrownBy(builder::start)
          .withMessage("start failed: port 8080 is taken");
      assertThat(server.calls()).containsExactly("start", "close");
      assertThat(broken.calls()).containsExactly("start", "close");
    }

    @Test
    void signalsGoWhereTheyWentBefore() {
      failToStart();

      assertThat(signals.set()).isEqualTo(signals.possible());
    }

    @Test
    void errorsOfTheThreadGoWhereTheyWentBefore() {
      UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
      failToStart();

      assertThat(Thread.currentThread().getUncaughtExceptionHandler()).isSameAs(before);
    }

    @Test
    void theProbePortIsFreeAgain() throws IOException {
      int port = freePort();
      AtomicBoolean open = new AtomicBoolean();
      FakeServer late = new FakeServer("late", () -> open.set(connects(port)));
      builder.servers.add(1, late);
      builder.set(Setting.PROBE_PORT, port);
      failToStart();

      assertThat(open).as("open while the servers start").isTrue();
      assertThat(connects(port)).as("open afterwards").isFalse();
    }

    @Test
    void theMessageSaysWhatFailed() {
      failToStart();

      assertThat(terminationLog).hasContent("lameduck: start failed: port 8080 is taken");
    }

    @Test
    void theMessageIsThereBeforeAnythingThatMayHang() {
      AtomicBoolean written = new AtomicBoolean();
      broken.onClose(() -> written.set(terminationLog.toFile().length() > 0));
      failToStart();

      assertThat(written).isTrue();
    }
  }

  /** Or clients would be sent, and a signal in these moments would end it without a lame duck. */
  @Test
  void nobodyIsToldThatItIsReadyBeforeItsStartIsOver() {
    List<Boolean> ready = new ArrayList<>();
    builder.serve(new FakeServer("last", () -> ready.add(server.context().health().ready())));
    Lameduck lameduck = builder.start();
    try {
      ready.add(lameduck.probes().ready());
    } finally {
      lameduck.stop();
    }
    assertThat(ready).containsExactly(false, true);
  }

  @Nested
  class ASignalDuringTheStart {
    private final CountDownLatch starting = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final FakeServer slow =
        new FakeServer(
            "slow",
            () -> {
              starting.countDown();
              await().until(() -> goOn.getCount() == 0);
            });
    private final FakeServer never = new FakeServer();

    @Test
    void waitsForTheStepUnderWayAndTakesBackWhatWasStarted() throws Exception {
      builder.servers.clear();
      builder.serve(slow).serve(never);
      AtomicBoolean closed = new AtomicBoolean();
      builder.closeLast("pool", () -> closed.set(true));
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      new Thread(() -> failure.complete(catchThrowable(builder::start))).start();
      starting.await();
      SignalTraps.raise("TERM");
      await().until(() -> terminationLog.toFile().length() > 0);
      assertThat(closed).isFalse();
      goOn.countDown();

      assertThat(failure.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("start cancelled");
      assertThat(closed).isTrue();
      assertThat(never.calls()).isEmpty();
      assertThat(slow.calls()).contains("start", "stop accepting", "close");
      assertThat(terminationLog)
          .content()
          .startsWith("lameduck: drained after SIGTERM (during start) in ");
      assertThat(signals.set()).isEqualTo(signals.possible());
    }
  }

  @Nested
  class AFailure {
    @Test
    void thatIsAnErrorIsThrownAsItIs() {
      Error failure = new StackOverflowError("planned");
      builder.serve(broken(failure));

      assertThat(catchThrowable(builder::start)).isSameAs(failure);
      assertThat(terminationLog).hasContent("lameduck: start failed: planned");
    }

    @Test
    void thatIsUncheckedIsThrownAsItIs() {
      RuntimeException failure = new IllegalStateException("planned");
      builder.serve(broken(failure));

      assertThat(catchThrowable(builder::start)).isSameAs(failure);
    }

    @Test
    void thatSaysNothingIsKnownByItsName() {
      builder.serve(broken(new IOException()));

      assertThatIllegalStateException()
          .isThrownBy(builder::start)
          .withMessage("start failed: java.io.IOException")
          .withCauseInstanceOf(IOException.class);
      assertThat(terminationLog).hasContent("lameduck: start failed: java.io.IOException");
    }

    @Test
    void isThrownThoughThereIsNoTerminationLog() throws IOException {
      Files.delete(terminationLog);
      builder.serve(broken(new IllegalStateException("planned")));

      assertThatIllegalStateException().isThrownBy(builder::start).withMessage("planned");
      assertThat(terminationLog).doesNotExist();
    }

    @Test
    void isThrownThoughTheTerminationLogHasAnImpossibleName() {
      builder.environment(Map.of("LAMEDUCK_TERMINATION_LOG", "\0"));

      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(builder::start)
          .withMessageContaining("LAMEDUCK_TERMINATION_LOG");
    }
  }

  @Nested
  class AWrongConfiguration {
    @Test
    void reachesTheTerminationLogThatTheEnvironmentNames() {
      builder.setText(Setting.GRACE_PERIOD, "soon");

      assertThatExceptionOfType(ConfigurationException.class).isThrownBy(builder::start);
      assertMessage();
    }

    @Test
    void reachesTheTerminationLogThatASystemPropertyNames() {
      String property = Setting.TERMINATION_LOG.propertyName();
      builder.environment(Map.of()).setText(Setting.GRACE_PERIOD, "soon");
      System.setProperty(property, terminationLog.toString());
      try {
        failToStart();
      } finally {
        System.clearProperty(property);
      }

      assertMessage();
    }

    @Test
    void reachesTheTerminationLogThatTheBuilderNames() {
      builder
          .environment(Map.of())
          .set(Setting.TERMINATION_LOG, terminationLog)
          .setText(Setting.GRACE_PERIOD, "soon");
      failToStart();

      assertMessage();
    }

    @Test
    void startsNothing() {
      builder.setText(Setting.GRACE_PERIOD, "soon");
      failToStart();

      assertThat(server.calls()).isEmpty();
      assertThat(signals.set()).isEqualTo(signals.possible());
    }

    private void assertMessage() {
      assertThat(terminationLog)
          .content()
          .startsWith("lameduck: start failed: 1 error in the configuration of Lameduck")
          .contains("\"soon\"");
    }
  }

  @Nested
  class Readiness {
    @Test
    void comesAtOnceWhenThereIsNothingToWaitFor() {
      Lameduck lameduck = builder.start();
      try {
        assertThat(lameduck.phase()).isEqualTo(Phase.READY);
        assertThat(lameduck.probes().ready()).isTrue();
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void comesWhenTheStartupChecksHavePassed() {
      CountDownLatch warm = new CountDownLatch(1);
      builder.startup("cache", () -> warm.await());
      Lameduck lameduck = builder.start();
      try {
        assertThat(lameduck.phase()).isEqualTo(Phase.STARTING);
        assertThat(lameduck.probes().started()).isFalse();
        warm.countDown();

        await().until(() -> lameduck.phase() == Phase.READY);
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void isToldByAFileWhileItLasts() {
      Path ready = directory.resolve("ready");
      Lameduck lameduck = builder.set(Setting.READY_FILE, ready).start();
      try {
        await().untilAsserted(() -> assertThat(ready).exists());
        Ticket ticket = lameduck.inFlight().enter("message 42");
        lameduck.shutdown("test");

        await().atMost(SOON).untilAsserted(() -> assertThat(ready).doesNotExist());
        ticket.close();
      } finally {
        lameduck.stop();
      }
    }
  }

  @Nested
  class TheProbes {
    @Test
    void areAnsweredByTheServers() {
      Lameduck lameduck = builder.start();
      try {
        assertThat(server.context().probes()).hasValue(lameduck.probes());
        assertThat(server.context().health()).isSameAs(lameduck.probes());
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void areAnsweredAtAPortOfTheirOwnAndNotByTheServers() throws IOException {
      int port = freePort();
      Lameduck lameduck = builder.set(Setting.PROBE_PORT, port).start();
      try {
        assertThat(server.context().probes()).isEmpty();
        assertThat(server.context().health()).isSameAs(lameduck.probes());
        assertThat(connects(port)).isTrue();
        assertThat(lameduck.probes().ready()).isTrue();
      } finally {
        lameduck.stop();
      }

      assertThat(connects(port)).as("open afterwards").isFalse();
    }

    @Test
    void areLeftToTheServerWhosePortIsGivenForThem() throws Exception {
      int port = freePort();
      server.on(port);
      String log = LogOutput.of(() -> builder.set(Setting.PROBE_PORT, port).start().stop());

      assertThat(server.context().probes()).isPresent();
      assertThat(log)
          .contains("WARN", "LAMEDUCK_PROBE_PORT is " + port + ", the port of the service");
    }

    @Test
    void keepTheServiceFromStartingWhenTheirPortIsTaken() throws IOException {
      try (ServerSocket taken = new ServerSocket(0)) {
        builder.set(Setting.PROBE_PORT, taken.getLocalPort());

        assertThatIllegalStateException()
            .isThrownBy(builder::start)
            .withMessageContaining("LAMEDUCK_PROBE_PORT: " + taken.getLocalPort());
      }
      assertThat(terminationLog).content().contains("LAMEDUCK_PROBE_PORT");
      assertThat(server.calls()).isEmpty();
    }
  }

  @Test
  void logsTheConfigurationAndTheAdvice() throws Exception {
    server.advising("give it threads");
    String log = LogOutput.of(this::startAndStopWhenAdvised);

    assertThat(log)
        .containsOnlyOnce("configuration outside a cluster: GRACE_PERIOD=30s")
        .containsOnlyOnce("give it threads")
        .containsOnlyOnce("serving fake")
        .containsOnlyOnce(" - started\n");
  }

  @Test
  void goesThroughTheShutdownOnceWhenItIsOver() {
    Lameduck lameduck = builder.start();
    await().until(DryRun::hasBegun);
    lameduck.stop();
  }

  @Test
  void isNotHeldUpByAdvice() {
    CountDownLatch stopped = new CountDownLatch(1);
    server.advising(
        () -> {
          await().until(() -> stopped.getCount() == 0);
          throw new IllegalStateException("as the test wants it");
        });
    builder.start().stop();
    stopped.countDown();
    await().until(() -> !isRunning("lameduck-after-start"));
  }

  @Test
  void givesNoAdviceOnceTheShutdownHasBegun() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    server.advising(
        () -> {
          await().until(() -> stopped.getCount() == 0);
          return List.of("give it threads");
        });
    String log =
        LogOutput.of(
            () -> {
              builder.start().stop();
              stopped.countDown();
              await().until(() -> !isRunning("lameduck-after-start"));
            });

    assertThat(log).doesNotContain("give it threads", "there is no readiness check");
  }

  @Test
  void explainsVariablesThatKubernetesInjects() throws Exception {
    builder.environment(
        Map.of(
            "LAMEDUCK_TERMINATION_LOG",
            terminationLog.toString(),
            "LAMEDUCK_PORT",
            "tcp://10.0.0.1:80"));

    assertThat(LogOutput.of(this::startAndStopWhenAdvised))
        .contains("WARN", "for the Services lameduck");
  }

  @Test
  void whatTheOrchestratorAdvisesIsLoggedLast() throws Exception {
    server.advising("give it threads");
    builder.orchestrator(advising(gracePeriod -> List.of("set it to\n" + gracePeriod)));
    assertThat(LogOutput.of(this::startAndStopWhenAdvised))
        .containsSubsequence("give it threads", "WARN", "set it to?PT30S");
  }

  @Test
  void anOrchestratorThatThrowsLosesNoOtherAdvice() throws Exception {
    server.advising("give it threads");
    builder.orchestrator(
        advising(
            gracePeriod -> {
              throw new IOException("planned");
            }));
    assertThat(LogOutput.of(this::startAndStopWhenAdvised))
        .containsSubsequence("give it threads", "failed to check the configuration", "planned")
        .contains(" - started\n");
  }

  @Test
  void anOrchestratorThatHangsLosesNoOtherAdvice() throws Exception {
    server.advising("give it threads");
    CountDownLatch stopped = new CountDownLatch(1);
    builder.orchestrator(
        advising(
            gracePeriod -> {
              stopped.await();
              return List.of();
            }));
    try {
      LogOutput.of(
          log -> {
            Lameduck lameduck = builder.start();
            await().until(() -> log.get().contains("give it threads"));
            lameduck.stop();
          });
    } finally {
      stopped.countDown();
    }
  }

  private interface Advising {
    List<String> on(Duration gracePeriod) throws Exception;
  }

  private static Orchestrator advising(Advising advice) {
    return new Orchestrator() {
      @Override
      public List<String> advice(Duration gracePeriod) throws Exception {
        return advice.on(gracePeriod);
      }

      @Override
      public Optional<TerminationNotice> termination() {
        return Optional.empty();
      }
    };
  }

  private void startAndStopWhenAdvised() {
    Lameduck lameduck = builder.start();
    await().until(() -> !isRunning("lameduck-after-start"));
    lameduck.stop();
  }

  private static boolean isRunning(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(running -> running.getName().equals(thread));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean connects(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void failToStart() {
    assertThat(catchThrowable(builder::start)).isNotNull();
  }
}
