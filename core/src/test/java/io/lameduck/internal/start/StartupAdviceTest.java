package io.lameduck.internal.start;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Setting;
import io.lameduck.internal.config.GivenSettings;
import io.lameduck.internal.process.Ancestor;
import io.lameduck.internal.shutdown.TerminationLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupAdviceTest {
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
    assertThat(advice(inACluster(), present, true)).isEmpty();
  }

  @Test
  void isAboutClustersOnly() {
    assertThat(advice(outsideACluster(), missing, false)).isEmpty();
  }

  @Test
  void passesOnWhatTheServersSay() {
    List<String> ofServers = List.of("give it threads", "raise its backlog");
    StartupAdvice advice =
        new StartupAdvice(outsideACluster().read(), present, true, ofServers, List.of());

    assertThat(advice.lines()).isEqualTo(ofServers);
  }

  @Nested
  class AboutAShell {
    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "ash", "bash", "busybox", "ksh"})
    void saysThatItSwallowsTheSignalAndWhatToDo(String shell) {
      assertThat(advice(outsideACluster(), present, true, new Ancestor(1, shell)))
          .singleElement()
          .asString()
          .contains("SIGTERM", "the shell '" + shell + "' (PID 1)", "ENTRYPOINT [", "with exec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tini", "dumb-init", "pause", "systemd", "docker-init", "java", ""})
    void saysNothingOfThoseWithAReasonToBeThere(String program) {
      assertThat(advice(inACluster(), present, true, new Ancestor(1, program))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tini", "pause"})
    void looksBehindAnotherProcessOne(String program) {
      Ancestor[] ancestors = {new Ancestor(1, program), new Ancestor(7, "sh")};

      assertThat(advice(inACluster(), present, true, ancestors))
          .singleElement()
          .asString()
          .contains("the shell 'sh' (PID 7)");
    }

    @Test
    void saysNothingOfTheShellOfAPerson() {
      Ancestor[] ancestors = {new Ancestor(1, "systemd"), new Ancestor(4242, "bash")};

      assertThat(advice(outsideACluster(), present, true, ancestors)).isEmpty();
    }
  }

  @Nested
  class InACluster {
    @Test
    void saysWhereATerminationLogIsExpected() {
      assertThat(advice(inACluster(), missing, true))
          .singleElement()
          .asString()
          .contains(missing.path().toString(), "LAMEDUCK_TERMINATION_LOG");
    }

    @Test
    void saysThatTheGracePeriodLeavesNoRoomForLateClients() {
      GivenSettings tight = inACluster().env(Setting.GRACE_PERIOD, "10s");
      assertThat(advice(tight, present, true))
          .singleElement()
          .asString()
          .contains("leaves no room", "terminationGracePeriodSeconds");
      GivenSettings roomier = inACluster().env(Setting.GRACE_PERIOD, "11s");
      assertThat(advice(roomier, present, true)).isEmpty();
    }

    @Test
    void doesNotBlameTheGracePeriodForAMaximumThatHasRoomInIt() {
      GivenSettings roomy = inACluster().env(Setting.GRACE_PERIOD, "120s");
      GivenSettings patient = roomy.env(Setting.PROPAGATION_DELAY, "20s");
      GivenSettings strict = roomy.env(Setting.PROPAGATION_MAX, "5s");

      assertThat(advice(patient, present, true)).isEmpty();
      assertThat(advice(strict, present, true)).isEmpty();
    }

    @Test
    void saysNothingOfLateClientsToOneWhoDoesNotWait() {
      GivenSettings hasty =
          inACluster().env(Setting.PROPAGATION_DELAY, "0s").env(Setting.GRACE_PERIOD, "5s");

      assertThat(advice(hasty, present, true)).isEmpty();
    }

    @Test
    void saysThatThereIsNoReadinessCheck() {
      assertThat(advice(inACluster(), present, false))
          .singleElement()
          .asString()
          .contains("no readiness check", ".readiness(name, check)");
    }
  }

  private static List<String> advice(
      GivenSettings settings, TerminationLog log, boolean readinessCheck, Ancestor... ancestors) {
    return new StartupAdvice(settings.read(), log, readinessCheck, List.of(), List.of(ancestors))
        .lines();
  }
}
