package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
  private LameduckBuilder builder;

  @BeforeEach
  void describeAService() throws IOException {
    terminationLog = Files.createFile(directory.resolve("termination-log"));
    builder =
        Lameduck.builder()
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
      builder.set(Setting.PROBE_PORT, Integer.toString(port));
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
      builder.set(Setting.GRACE_PERIOD, "soon");

      assertThatExceptionOfType(ConfigurationException.class).isThrownBy(builder::start);
      assertMessage();
    }

    @Test
    void reachesTheTerminationLogThatASystemPropertyNames() {
      String property = Setting.TERMINATION_LOG.propertyName();
      builder.environment(Map.of()).set(Setting.GRACE_PERIOD, "soon");
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
          .set(Setting.TERMINATION_LOG, terminationLog.toString())
          .set(Setting.GRACE_PERIOD, "soon");
      failToStart();

      assertMessage();
    }

    @Test
    void startsNothing() {
      builder.set(Setting.GRACE_PERIOD, "soon");
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
      try (Lameduck lameduck = builder.start()) {
        assertThat(lameduck.phase()).isEqualTo(Phase.READY);
        assertThat(lameduck.probes().ready()).isTrue();
      }
    }

    @Test
    void comesWhenTheStartupChecksHavePassed() {
      CountDownLatch warm = new CountDownLatch(1);
      builder.startup("cache", () -> warm.await());
      try (Lameduck lameduck = builder.start()) {
        assertThat(lameduck.phase()).isEqualTo(Phase.STARTING);
        assertThat(lameduck.probes().started()).isFalse();
        warm.countDown();

        await().until(() -> lameduck.phase() == Phase.READY);
      }
    }

    @Test
    void isToldByAFileWhileItLasts() {
      Path ready = directory.resolve("ready");
      try (Lameduck lameduck = builder.set(Setting.READY_FILE, ready.toString()).start()) {
        await().untilAsserted(() -> assertThat(ready).exists());
        Ticket ticket = lameduck.inFlight().enter("message 42");
        lameduck.shutdown("test");

        await().atMost(SOON).untilAsserted(() -> assertThat(ready).doesNotExist());
        ticket.close();
      }
    }
  }

  @Nested
  class TheProbes {
    @Test
    void areAnsweredByTheServers() {
      try (Lameduck lameduck = builder.start()) {
        assertThat(server.context().probes()).hasValue(lameduck.probes());
        assertThat(server.context().health()).isSameAs(lameduck.probes());
      }
    }

    @Test
    void areAnsweredAtAPortOfTheirOwnAndNotByTheServers() throws IOException {
      int port = freePort();
      try (Lameduck lameduck = builder.set(Setting.PROBE_PORT, Integer.toString(port)).start()) {
        assertThat(server.context().probes()).isEmpty();
        assertThat(server.context().health()).isSameAs(lameduck.probes());
        assertThat(connects(port)).isTrue();
        assertThat(lameduck.probes().ready()).isTrue();
      }

      assertThat(connects(port)).as("open afterwards").isFalse();
    }

    @Test
    void areLeftToTheServerWhosePortIsGivenForThem() throws Exception {
      int port = freePort();
      server.on(port);
      String log =
          LogOutput.of(
              () -> builder.set(Setting.PROBE_PORT, Integer.toString(port)).start().close());

      assertThat(server.context().probes()).isPresent();
      assertThat(log)
          .contains("WARN", "LAMEDUCK_PROBE_PORT is " + port + ", the port of the service");
    }

    @Test
    void keepTheServiceFromStartingWhenTheirPortIsTaken() throws IOException {
      try (ServerSocket taken = new ServerSocket(0)) {
        builder.set(Setting.PROBE_PORT, Integer.toString(taken.getLocalPort()));

        assertThatIllegalStateException()
            .isThrownBy(builder::start)
            .withMessageContaining("LAMEDUCK_PROBE_PORT: " + taken.getLocalPort());
      }
      assertThat(terminationLog).content().contains("LAMEDUCK_PROBE_PORT");
      assertThat(server.calls()).isEmpty();
    }
  }

  @Test
  void saysWhatIsInEffectAndWhatHadBetterBeChanged() throws Exception {
    server.advising("give it threads");
    String log = LogOutput.of(() -> builder.start().close());

    assertThat(log)
        .containsOnlyOnce("configuration outside a cluster: GRACE_PERIOD=30s")
        .containsOnlyOnce("give it threads")
        .containsOnlyOnce("serving fake")
        .containsOnlyOnce(" - started\n");
  }

  @Test
  void explainsVariablesThatKubernetesInjects() throws Exception {
    builder.environment(
        Map.of(
            "LAMEDUCK_TERMINATION_LOG",
            terminationLog.toString(),
            "LAMEDUCK_PORT",
            "tcp://10.0.0.1:80"));

    assertThat(LogOutput.of(() -> builder.start().close()))
        .contains("WARN", "for the Services lameduck");
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
