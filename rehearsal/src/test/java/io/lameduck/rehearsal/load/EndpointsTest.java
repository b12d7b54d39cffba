package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private static final Duration LAG = Duration.ofMillis(1500);
  private static final Endpoint OLD = new Endpoint("old", 1);
  private static final Endpoint NEW = new Endpoint("new", 2);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
  private final Endpoints endpoints = new Endpoints(Stopwatch.by(nanos::get));

  @Test
  void everyClientKnowsTheFirstEndpointsAtOnce() {
    endpoints.add(OLD);
    endpoints.announceAll();
    assertThat(endpoints.knownAfter(LAG)).containsExactly(OLD);
  }

  @Test
  void aClientLearnsOfANewEndpointAfterItsLagAndNotBefore() {
    endpoints.add(NEW);
    nanos.addAndGet(LAG.toNanos() - 1);
    assertThat(endpoints.knownAfter(LAG)).isEmpty();
    nanos.incrementAndGet();
    assertThat(endpoints.knownAfter(LAG)).containsExactly(NEW);
  }

  @Test
  void aClientKeepsARemovedEndpointForItsLagAndNoLonger() {
    endpoints.add(OLD);
    endpoints.announceAll();
    endpoints.remove(OLD);
    nanos.addAndGet(LAG.toNanos() - 1);
    assertThat(endpoints.knownAfter(LAG)).containsExactly(OLD);
    nanos.incrementAndGet();
    assertThat(endpoints.knownAfter(LAG)).isEmpty();
  }

  @Test
  void clientsOfDifferentLagDisagree() {
    endpoints.add(OLD);
    endpoints.announceAll();
    endpoints.add(NEW);
    endpoints.remove(OLD);
    nanos.addAndGet(LAG.toNanos());
    assertThat(endpoints.knownAfter(LAG)).containsExactly(NEW);
    assertThat(endpoints.knownAfter(LAG.plusNanos(1))).containsExactly(OLD);
  }

  @Test
  void aPodMayComeAndGoAndComeAgain() {
    endpoints.add(OLD);
    endpoints.remove(OLD);
    endpoints.add(OLD);
    assertThat(endpoints.knownAfter(Duration.ZERO)).containsExactly(OLD);
    assertThat(endpoints.changes())
        .extracting(EndpointChange::added)
        .containsExactly(true, false, true);
  }

  @Test
  void aDeletedPodNeverComesBack() {
    endpoints.add(OLD);
    endpoints.delete(OLD);
    endpoints.add(OLD);
    assertThat(endpoints.knownAfter(Duration.ZERO)).isEmpty();
  }

  @Test
  void whoConnectsAfterTheDeletionIsLateByThatMuch() {
    endpoints.add(OLD);
    assertThat(endpoints.sinceDeletion("old")).isEmpty();
    endpoints.delete(OLD);
    nanos.addAndGet(LAG.toNanos());
    assertThat(endpoints.sinceDeletion("old")).contains(LAG);
  }

  @Test
  void oneInFiveClientsLearnsInTheTail() {
    Propagation propagation = Propagation.fixed(LAG).withTail(Duration.ofSeconds(4), 5);
    assertThat(IntStream.range(0, 10).mapToObj(propagation::lagOf))
        .filteredOn(Duration.ofSeconds(4)::equals)
        .hasSize(2);
  }
}
