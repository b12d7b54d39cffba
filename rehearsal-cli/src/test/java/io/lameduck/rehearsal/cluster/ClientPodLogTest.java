package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.pod.Stopwatch;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientPodLogTest extends OnMockCluster {
  private ClientPodLog log;

  @BeforeEach
  void create() {
    log =
        new ClientPodLog(
            Objects.requireNonNull(client().pods().withName("clients")),
            "clients",
            Stopwatch.start());
  }

  @Test
  void whatItsClientsWaitForIsToldBeforeTheyAsk() {
    log.understand("2026-11-30T21:00:01Z waiting for an answer to fresh: refused");
    assertThat(log.waiting()).isEqualTo("fresh: refused");
    assertThat(log.isAsking()).isFalse();
  }

  @Test
  void theLastScoreCounts() {
    log.understand("2026-11-30T21:00:02Z 40 requests, 0 failed");
    log.understand("2026-11-30T21:00:03Z 90 requests, 2 failed");
    assertThat(log.isAsking()).isTrue();
    assertThat(log.requests()).isEqualTo(90);
    assertThat(log.failed()).isEqualTo(2);
  }

  @Test
  void aLineOfSomethingElseTellsNothing() {
    log.understand("Picked up JAVA_TOOL_OPTIONS: -Xmx64m");
    assertThat(log.isAsking()).isFalse();
    assertThat(log.isOver()).isFalse();
  }
}
