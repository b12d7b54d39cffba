package io.lameduck.benchmarks.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodSpec;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTableTest {
  private final Map<Contender, Map<Regime, Rolls>> found = new LinkedHashMap<>();

  @Test
  void showsTheWorstOfOurServers() {
    found("Lameduck on Netty", "", Contender.Kind.LAMEDUCK, 0);
    found("Lameduck on Jetty", "", Contender.Kind.LAMEDUCK, 3);
    found("Lameduck on Tomcat", "", Contender.Kind.LAMEDUCK, 1);

    assertThat(lines()).containsExactly("| **Lameduck, default** | 3 | 3 | 3 | 3 |");
  }

  @Test
  void showsOthersInBothOfTheirWays() {
    found("Quarkus", "own delay", Contender.Kind.PEER, 5);
    found("Jetty", "", Contender.Kind.PEER, 20);
    found("Quarkus", "preStop", Contender.Kind.PEER_WITH_PRE_STOP, 0);
    found("Jetty", "preStop", Contender.Kind.PEER_WITH_PRE_STOP, 12);

    assertThat(lines())
        .containsExactly(
            "| Quarkus | 5 / 0 | 5 / 0 | 5 / 0 | 5 / 0 |",
            "| Jetty | 20 / 12 | 20 / 12 | 20 / 12 | 20 / 12 |");
  }

  private List<String> lines() {
    return new ReadmeTable(found).text().lines().skip(2).toList();
  }

  private void found(String service, String way, Contender.Kind kind, long failed) {
    Contender contender = new Contender(service, way, kind, PodSpec.of("pod", List.of("java")));
    PodEnd end = new PodEnd(0, false, Duration.ofSeconds(6), Duration.ofSeconds(6), "");
    Map<Regime, Rolls> byRegime = new EnumMap<>(Regime.class);
    for (Regime regime : Regime.values()) {
      Map<FailureKind, Long> failures = Map.of(FailureKind.REFUSED, failed);
      byRegime.put(regime, new Rolls(contender, regime, 1000, failures, List.of(end)));
    }
    found.put(contender, byRegime);
  }
}
