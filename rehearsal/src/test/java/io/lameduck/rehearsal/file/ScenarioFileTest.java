package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.KillDuringStart;
import io.lameduck.rehearsal.model.Outage;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scale;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.SecondSigterm;
import io.lameduck.rehearsal.model.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
  private final Path folder;

  ScenarioFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ScenarioFile read(String yaml) {
    return ScenarioFile.read(Manifests.write(folder, yaml).toString());
  }

  @Test
  void theLimitOfTheColdStartIsANumberFromOne() {
    assertThat(coldStart("1.5").maxColdStartRatio()).hasValue(1.5);
    assertThat(coldStart("2").maxColdStartRatio()).hasValue(2);
    assertThat(ScenarioFile.read("rolling-update").maxColdStartRatio()).isEmpty();
    for (String wrong : List.of("0.9", "fast", ".nan")) {
      ScenarioFile file = coldStart(wrong);
      assertThatThrownBy(file::maxColdStartRatio)
          .isInstanceOf(InvalidFile.class)
          .hasMessageContaining("maxColdStartRatio: ")
          .hasMessageContaining("(expected: a number >= 1)");
    }
  }

  private ScenarioFile coldStart(String ratio) {
    return read("name: a\nsteps: [recreate]\nmaxColdStartRatio: " + ratio);
  }

  @Test
  void everyStepCanBeWritten() {
    Scenario scenario =
        read("""
        name: a long day
        tolerate: [no-endpoint]
        steps:
          - rolling-update: {maxSurge: 2, maxUnavailable: 1}
          - wait: 1.5s
          - scale: 3
          - recreate
          - kill-during-start: {after: 200ms}
          - dependency-outage: {pods: 2, length: 1m}
          - second-sigterm
          - drain-node: {pods: 2, maxUnavailable: 2}
        """)
            .scenario();
    assertThat(scenario.name()).isEqualTo("a long day");
    assertThat(scenario.tolerated()).containsExactly(FailureKind.NO_ENDPOINT);
    assertThat(scenario.steps())
        .containsExactly(
            new RollingUpdate(2, 1),
            new Wait(Duration.ofMillis(1500)),
            new Scale(3),
            new Recreate(),
            new KillDuringStart(Duration.ofMillis(200)),
            new Outage(2, Duration.ofMinutes(1)),
            new SecondSigterm(Duration.ofSeconds(1)),
            new DrainNode(2, 2));
  }

  @Test
  void theLoadCanBeWrittenToo() {
    ScenarioFile file =
        read(
            """
            name: x
            replicas: 3
            seed: 7
            warmUp: 2s
            minReady: 500ms
            propagation: {usual: 1s, tail: 6s, tailEvery: 10}
            clients:
              kept-alive: 10
              slow: {count: 4, target: /report, pause: 1s}
            steps: [recreate]
            """);
    assertThat(file.replicas()).hasValue(3);
    assertThat(file.seed()).hasValue(7);
    assertThat(file.warmUp()).contains(Duration.ofSeconds(2));
    assertThat(file.minReady()).contains(Duration.ofMillis(500));
    assertThat(file.propagation())
        .contains(Propagation.fixed(Duration.ofSeconds(1)).withTail(Duration.ofSeconds(6), 10));
    assertThat(file.clients())
        .contains(
            List.of(
                Clients.of(ClientKind.KEPT_ALIVE, 10),
                Clients.of(ClientKind.SLOW, 4)
                    .withTarget("/report")
                    .withPause(Duration.ofSeconds(1))));
  }

  @Test
  void theClientsOfAllKindsMayAskOverTls() {
    assertThat(read("name: x\ntls: true\nsteps: [recreate]").isTls()).isTrue();
    assertThat(read("name: x\nsteps: [recreate]").isTls()).isFalse();
    assertThatThrownBy(() -> read("name: x\ntls: yes\nsteps: [recreate]").isTls())
        .isInstanceOf(InvalidFile.class)
        .hasMessageContaining("tls: \"yes\" (expected: true or false)");
  }

  @Test
  void everyKindOfClientCanBeWritten() {
    for (ClientKind kind : ClientKind.values()) {
      String yaml = "name: x\nclients: {" + kind.label() + ": 3}\nsteps: [recreate]";
      assertThat(read(yaml).clients()).contains(List.of(Clients.of(kind, 3)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rolling-update",
        "scale-down",
        "recreate",
        "kill-during-start",
        "dependency-outage",
        "second-sigterm",
        "node-drain"
      })
  void everyScenarioThatComesWithTheProgramCanBePlayed(String name) {
    assertThat(ScenarioFile.BUILT_IN).contains(name);
    assertThat(ScenarioFile.read(name).scenario().steps()).isNotEmpty();
  }

  /** The same by either way. */
  @Test
  void theyAreWhatTheJavaInterfaceHas() {
    assertThat(scenario("rolling-update")).isEqualTo(Scenario.rollingUpdate());
    assertThat(scenario("scale-down")).isEqualTo(Scenario.scaleDown(1));
    assertThat(scenario("recreate")).isEqualTo(Scenario.recreate());
    assertThat(scenario("kill-during-start")).isEqualTo(Scenario.killDuringStart());
    assertThat(scenario("dependency-outage")).isEqualTo(Scenario.dependencyOutage());
    assertThat(scenario("second-sigterm")).isEqualTo(Scenario.secondSigterm());
    assertThat(scenario("node-drain")).isEqualTo(Scenario.drainNode(1));
  }

  private static Scenario scenario(String name) {
    return ScenarioFile.read(name).scenario();
  }

  @Nested
  class WhatIsWrongIsNamed {
    @Test
    void aNameNobodyKnows() {
      assertInvalid("name: x\nsteps: [recreate]\nreplica: 2", "replica (expected: one of clients,");
      assertInvalid(
          "name: x\nsteps: [{rolling-update: {surge: 1}}]",
          "steps[0].rolling-update.surge (expected: one of maxSurge, maxUnavailable)");
    }

    @Test
    void aStepNobodyKnows() {
      assertInvalid("name: x\nsteps: [explode]", "explode (expected: rolling-update, scale,");
    }

    @Test
    void noStepAtAll() {
      assertInvalid("name: x", "steps", "expected: a list of at least one step");
    }

    @Test
    void aDurationThatIsNone() {
      assertInvalid("name: x\nsteps: [{wait: 5}]", "steps[0].wait", "expected: a duration such as");
    }

    @Test
    void aKindNobodyKnows() {
      assertInvalid("name: x\ntolerate: [all]\nsteps: [recreate]", "tolerate[0]", "no-endpoint");
    }

    @Test
    void aNumberThatCannotBe() {
      assertInvalid("name: x\nsteps: [{scale: 0}]", "replicas: 0 (expected: >= 1)");
    }

    @Test
    void aFileThatIsNotThere() {
      assertThatThrownBy(() -> ScenarioFile.read("nothing.yaml"))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContaining("nothing.yaml: there is no such file");
    }

    private void assertInvalid(String yaml, String... parts) {
      assertThatThrownBy(() -> read(yaml).scenario())
          .isInstanceOf(InvalidFile.class)
          .hasMessageContainingAll(parts);
    }
  }

  @Nested
  class ADuration {
    @ParameterizedTest
    @CsvSource({"500ms,500", "1.5s,1500", "2m,120000", "0s,0"})
    void hasAUnit(String text, long millis) {
      assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-1s", "1h", "", "1 s s"})
    void isNothingElse(String text) {
      assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("expected: a duration");
    }
  }
}
