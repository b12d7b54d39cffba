package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Endpoint POD = new Endpoint("pod", 1);

  private final AtomicLong nanos = new AtomicLong();
  private final Stopwatch stopwatch = Stopwatch.by(nanos::get);
  private final Endpoints endpoints = new Endpoints(stopwatch);
  private final List<FailureKind> heard = new ArrayList<>();
  private final Tally tally = new Tally(stopwatch, endpoints, heard::add);

  @Test
  void requestsAreCountedByClientAndByPod() {
    tally.served(ClientKind.FRESH, "pod", Duration.ofMillis(1));
    tally.failed(ClientKind.FRESH, new RequestFailed(FailureKind.REFUSED, "pod", "no"));
    tally.failed(ClientKind.IDLE, new RequestFailed(FailureKind.NO_ENDPOINT, "", "none"));
    assertThat(heard).containsExactly(FailureKind.REFUSED, FailureKind.NO_ENDPOINT);
    Results results = tally.results();
    assertThat(results.requests()).isEqualTo(3);
    assertThat(results.failed()).isEqualTo(2);
    assertThat(results.byClient().get(ClientKind.FRESH).failures())
        .containsEntry(FailureKind.REFUSED, 1L);
    assertThat(results.byPod()).containsOnlyKeys("pod");
    assertThat(results.byPod().get("pod").requests()).isEqualTo(2);
  }

  @Test
  void theFirstThousandFailuresAreListedAndAllAreCounted() {
    for (int i = 0; i < 1001; i++) {
      tally.failed(ClientKind.FRESH, new RequestFailed(FailureKind.REFUSED, "pod", "no"));
    }
    assertThat(tally.results().failures()).hasSize(1000);
    assertThat(tally.results().failed()).isEqualTo(1001);
  }

  @Test
  void latencyIsThatOfGoodAnswers() {
    for (int i = 0; i < 98; i++) {
      tally.served(ClientKind.FRESH, "pod", Duration.ofMillis(1));
    }
    tally.served(ClientKind.FRESH, "pod", Duration.ofMillis(50));
    tally.served(ClientKind.FRESH, "pod", Duration.ofSeconds(2));
    Latency latency = tally.results().latency().get(ClientKind.FRESH);
    assertThat(latency.median()).isBetween(Duration.ofNanos(990_000), Duration.ofNanos(1_010_000));
    assertThat(latency.p99()).isBetween(Duration.ofMillis(49), Duration.ofMillis(51));
    assertThat(latency.max()).isBetween(Duration.ofMillis(1980), Duration.ofMillis(2020));
  }

  @Test
  void aLateConnectionIsOneAfterTheDeletion() {
    endpoints.add(POD);
    tally.dialed(POD);
    endpoints.delete(POD);
    assertThat(tally.results().lateConnections().get("pod").count()).isZero();
    nanos.addAndGet(Duration.ofMillis(1500).toNanos());
    tally.dialed(POD);
    LateConnections late = tally.results().lateConnections().get("pod");
    assertThat(late.count()).isEqualTo(1);
    assertThat(late.last()).isBetween(Duration.ofMillis(1490), Duration.ofMillis(1515));
  }
}
