package io.lameduck;

import static io.lameduck.GivenSettings.inACluster;
import static io.lameduck.GivenSettings.outsideACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.StartupAdvice.ProcessOne;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupAdviceTest {
  private static final ProcessOne OURSELVES = Optional::empty;

  @TempDir private Path directory;
  private TerminationLog present;
  private TerminationLog missing;

  @BeforeEach
  void createTheFile() throws IOException {
    present = new TerminationLog(Files.createFile(directory.resolve("termination-log")));
    missing = new TerminationLog(directory.resolve("missing"));
  }

  @Test
  void isSilentWhenAllIsWell() {
    assertThat(advice(inACluster(), present, true, OURSELVES)).isEmpty();
  }

  @Test
  void isAboutClustersOnly() {
    assertThat(advice(outsideACluster(), missing, false, OURSELVES)).isEmpty();
  }

  @Test
  void passesOnWhatTheServersSay() {
    List<String> ofServers = List.of("give it threads", "raise its backlog");
    StartupAdvice advice =
        new StartupAdvice(outsideACluster().read(), present, true, ofServers, OURSELVES);

    assertThat(advice.lines()).isEqualTo(ofServers);
  }

  @Nested
  class AboutProcessOne {
    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "ash", "bash", "busybox", "ksh"})
    void saysThatAShellSwallowsTheSignalAndWhatToDo(String shell) {
      assertThat(advice(outsideACluster(), present, true, () -> Optional.of(shell)))
          .singleElement()
          .asString()
          .contains("PID 1 is the shell '" + shell + "'", "SIGTERM", "ENTRYPOINT [", "with exec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tini", "dumb-init", "pause", "systemd", "docker-init", "java", ""})
    void saysNothingOfThoseWithAReasonToBeThere(String program) {
      assertThat(advice(inACluster(), present, true, () -> Optional.of(program))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "/bin/sh|-c|java -jar app.jar|, sh",
      "/bin/sh|/entrypoint.sh|, sh",
      "bash|/entrypoint.sh|, bash",
      "-bash|, bash",
      "/usr/local/bin/tini|--|java|-jar|/bin/sh|, tini",
      "sh, sh",
      "'', ''"
    })
    void knowsItByTheProgramThatRunsAndNotByTheScript(String commandLine, String program) {
      assertThat(ProcessOne.programOf(commandLine.replace('|', '\0'))).isEqualTo(program);
    }
  }

  @Nested
  class InACluster {
    @Test
    void saysWhereATerminationLogIsExpected() {
      assertThat(advice(inACluster(), missing, true, OURSELVES))
          .singleElement()
          .asString()
          .contains(missing.path().toString(), "LAMEDUCK_TERMINATION_LOG");
    }

    @Test
    void saysThatTheGracePeriodLeavesNoRoomForLateClients() {
      GivenSettings tight = inACluster().env(Setting.GRACE_PERIOD, "10s");
      assertThat(advice(tight, present, true, OURSELVES))
          .singleElement()
          .asString()
          .contains("leaves no room", "terminationGracePeriodSeconds");
      GivenSettings roomier = inACluster().env(Setting.GRACE_PERIOD, "11s");
      assertThat(advice(roomier, present, true, OURSELVES)).isEmpty();
    }

    @Test
    void doesNotBlameTheGracePeriodForAMaximumThatHasRoomInIt() {
      GivenSettings roomy = inACluster().env(Setting.GRACE_PERIOD, "120s");
      GivenSettings patient = roomy.env(Setting.PROPAGATION_DELAY, "20s");
      GivenSettings strict = roomy.env(Setting.PROPAGATION_MAX, "5s");

      assertThat(advice(patient, present, true, OURSELVES)).isEmpty();
      assertThat(advice(strict, present, true, OURSELVES)).isEmpty();
    }

    @Test
    void saysNothingOfLateClientsToOneWhoDoesNotWait() {
      GivenSettings hasty =
          inACluster().env(Setting.PROPAGATION_DELAY, "0s").env(Setting.GRACE_PERIOD, "5s");

      assertThat(advice(hasty, present, true, OURSELVES)).isEmpty();
    }

    @Test
    void saysThatThereIsNoReadinessCheck() {
      assertThat(advice(inACluster(), present, false, OURSELVES))
          .singleElement()
          .asString()
          .contains("no readiness check", ".readiness(name, check)");
    }
  }

  private static List<String> advice(
      GivenSettings settings, TerminationLog log, boolean readinessCheck, ProcessOne processOne) {
    return new StartupAdvice(settings.read(), log, readinessCheck, List.of(), processOne).lines();
  }
}
