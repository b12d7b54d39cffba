package io.lameduck.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.HttpGet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private final List<Candidate> all = Candidates.in(Path.of("services.yaml"));

  @Test
  void beginWithOurs() {
    assertThat(all).extracting(Candidate::ours).containsSubsequence(true, false);
    assertThat(all.stream().dropWhile(Candidate::ours)).noneMatch(Candidate::ours);
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(all).extracting(Candidate::name).doesNotHaveDuplicates();
  }

  @Test
  void areAskedForTheirReadinessWhereItIs() {
    Candidate quarkus = named("Quarkus");
    Candidate jetty = named("Jetty");

    assertThat(quarkus.pod().probes().readiness().handler())
        .isEqualTo(HttpGet.of("/q/health/ready").on("probes"));
    assertThat(quarkus.pod().environment()).containsEntry("PROBE_PORT", "{port:probes}");
    assertThat(jetty.pod().probes().readiness().handler()).isEqualTo(HttpGet.of("/ready"));
  }

  @Test
  void getTheVariablesTheyNeed() {
    assertThat(named("Spring Boot, Jetty").pod().environment())
        .containsEntry("SPRING_PROFILES_ACTIVE", "jetty")
        .containsEntry("PORT", "{port}");
  }

  @Test
  void withoutADelayOfTheirOwnHaveNothingToSwitchOff() {
    assertThat(named("Quarkus").hasDelay()).isTrue();
    assertThat(named("Jetty").hasDelay()).isFalse();
  }

  private Candidate named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
