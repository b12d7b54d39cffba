package io.lameduck.rehearsal.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever reads the report knows what to set. */
class PropagationReportTest {
  private static final Set<String> DELETED = Set.of("pod-1", "pod-2");

  @Test
  void aPathHasARowAndAnAdvice() {
    assertThat(report(Map.of("service", seen(0, 900, 1_700))).text())
        .containsPattern("service +2 +0\\.9 s +1\\.7 s +1\\.7 s +12,345 +0\n")
        .endsWith("service: the default delay of 5 s is enough\n");
  }

  @Test
  void aDelayThatIsTooShortIsToBeSetWithTheGracePeriodItNeeds() {
    assertThat(report(Map.of("dns", seen(0, 900, 29_200))).text())
        .endsWith(
            "dns: LAMEDUCK_PROPAGATION_DELAY=31s LAMEDUCK_GRACE_PERIOD=56s, and"
                + " terminationGracePeriodSeconds: 56\n");
  }

  @Test
  void theDefaultIsEnoughUpToASecondBeforeItsEnd() {
    assertThat(report(Map.of("service", seen(0, 0, 4_000))).text()).contains("default");
    assertThat(report(Map.of("service", seen(0, 0, 4_001))).text()).contains("DELAY=6s");
  }

  @Test
  void whoFailsMayHaveComeLaterThanThePodsStayed() {
    assertThat(report(Map.of("dns", seen(1_002, 900, 29_900))).text())
        .endsWith(
            "dns: 1,002 connections failed: some came more than 30.0 s after SIGTERM, or did not"
                + " get through; a longer --linger tells which\n");
  }

  @Test
  void aPathWithoutAnAnswerSaysWhy() {
    Map<String, Seen> all = new LinkedHashMap<>();
    all.put("service", seen(0, 0, 0));
    all.put("dns", new Seen(16, 16, "java.net.UnknownHostException: orders", Map.of()));
    PropagationReport report =
        PropagationReport.of(all, Set.of("service"), DELETED, Duration.ofSeconds(30));
    assertThat(report.text()).contains("dns: no answer, java.net.UnknownHostException: orders\n");
    assertThat(report.times()).extracting(ForgettingTime::path).containsExactly("service");
  }

  @Test
  void theJsonHasTheSame() {
    JsonNode json =
        JsonMapper.shared().readTree(report(Map.of("service", seen(0, 900, 1_700))).json());
    assertThat(json.at("/paths/0/path").asString()).isEqualTo("service");
    assertThat(json.at("/paths/0/p50Millis").asInt()).isEqualTo(900);
    assertThat(json.at("/paths/0/maxMillis").asInt()).isEqualTo(1_700);
    assertThat(json.at("/paths/0/failed").asInt()).isZero();
  }

  @Test
  void whatTheClientsPrintIsWhatIsRead() {
    Map<String, Seen> all = Map.of("service", seen(3, 900, 1_700));
    assertThat(ClientsLog.parse(ClientsLog.line(all))).contains(all);
    assertThat(ClientsLog.parse("Exception in thread main")).isEmpty();
  }

  private static PropagationReport report(Map<String, Seen> seen) {
    return PropagationReport.of(seen, seen.keySet(), DELETED, Duration.ofSeconds(30));
  }

  private static Seen seen(long failed, long first, long second) {
    return new Seen(
        12_345, failed, failed == 0 ? null : "refused", Map.of("pod-1", first, "pod-2", second));
  }
}
