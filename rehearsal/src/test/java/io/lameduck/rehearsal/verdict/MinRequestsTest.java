package io.lameduck.rehearsal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import io.lameduck.rehearsal.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MinRequestsTest {
  private static final Verdict PASSED = new Verdict(List.of());

  private final MinRequests min = new MinRequests(1000, Duration.ofSeconds(60));
  private final AtomicLong made = new AtomicLong();
  private Duration waited = Duration.ZERO;

  @Test
  void areWaitedForWhileAnyAreMade() throws InterruptedException {
    min.await(made::get, time -> pauseMaking(1, time));
    assertThat(made).hasValue(1000);
  }

  @Test
  void areGivenUpAfterTheLongestSilence() throws InterruptedException {
    min.await(made::get, time -> pauseMaking(made.get() < 40 ? 1 : 0, time));
    assertThat(made).hasValue(40);
    assertThat(waited).isEqualTo(Duration.ofSeconds(62)); // a twentieth of a second for each
  }

  @Test
  void needNoWaitWhereNoneAreAskedFor() throws InterruptedException {
    new MinRequests(0, Duration.ofSeconds(60)).await(made::get, time -> pauseMaking(0, time));
    assertThat(waited).isZero();
  }

  private void pauseMaking(long requests, Duration time) {
    made.addAndGet(requests);
    waited = waited.plus(time);
  }

  @Test
  void failTheRehearsalIfTheyAreNotReached() {
    assertThat(min.applyTo(PASSED, results(999)).reasons())
        .containsExactly("Only 999 of 1,000 requests were made: then no request ended for 60 s.");
    assertThat(min.applyTo(PASSED, results(1000)).reasons()).isEmpty();
  }

  @Test
  void areNotNegative() {
    Rehearsal rehearsal = Rehearsal.of(PodSpec.of("a", List.of("a")));
    assertThatThrownBy(() -> rehearsal.atLeast(-1)).hasMessage("requests: -1 (expected: >= 0)");
  }

  private static Results results(long requests) {
    return new Results(
        Map.of(ClientKind.FRESH, new Count(requests, Map.of())),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        new Timeline(Duration.ofMillis(100), List.of()),
        ColdStarts.none());
  }
}
