package io.lameduck.rehearsal.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The time that a path takes to forget is that of all pods that were deleted. */
class ForgettingTimeTest {
  @Test
  void isTheLastConnectionOfEachPod() {
    Map<String, Long> late =
        IntStream.rangeClosed(1, 200)
            .boxed()
            .collect(Collectors.toMap(i -> "pod-" + i, i -> (long) i));
    ForgettingTime time = ForgettingTime.of("dns", seen(late), late.keySet());
    assertThat(time)
        .isEqualTo(
            new ForgettingTime(
                "dns",
                200,
                Duration.ofMillis(100),
                Duration.ofMillis(198),
                Duration.ofMillis(200),
                1000,
                3));
  }

  @Test
  void isNothingWhereNobodyCameLate() {
    ForgettingTime time = ForgettingTime.of("service", seen(Map.of()), Set.of("pod-1", "pod-2"));
    assertThat(time.pods()).isEqualTo(2);
    assertThat(time.max()).isZero();
  }

  @Test
  void ofOnePodIsItsOwn() {
    ForgettingTime time = ForgettingTime.of("service", seen(Map.of("pod-1", 40L)), Set.of("pod-1"));
    assertThat(time.p50()).isEqualTo(Duration.ofMillis(40));
    assertThat(time.p99()).isEqualTo(Duration.ofMillis(40));
  }

  private static Seen seen(Map<String, Long> late) {
    return new Seen(1000, 3, "refused", late);
  }
}
