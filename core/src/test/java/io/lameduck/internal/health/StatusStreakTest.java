package io.lameduck.internal.health;

import static io.lameduck.probe.Status.DOWN;
import static io.lameduck.probe.Status.UNKNOWN;
import static io.lameduck.probe.Status.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusStreakTest {
  private static final CheckSchedule ONE_OF_EACH = CheckSchedule.defaults();
  private static final CheckSchedule THREE_BAD_TWO_GOOD =
      ONE_OF_EACH.withFailureThreshold(3).withSuccessThreshold(2);

  @Test
  void isUnknownWithoutResults() {
    assertThat(StatusStreak.unknown(0).status()).isEqualTo(UNKNOWN);
  }

  @Test
  void followsEachResultWithThresholdsOfOne() {
    assertThat(statuses(ONE_OF_EACH, "+-+")).containsExactly(UP, DOWN, UP);
    assertThat(statuses(ONE_OF_EACH, "-+-")).containsExactly(DOWN, UP, DOWN);
  }

  @Test
  void staysUnknownUntilAThresholdIsReached() {
    assertThat(statuses(THREE_BAD_TWO_GOOD, "--+-++"))
        .containsExactly(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UP);
    assertThat(statuses(THREE_BAD_TWO_GOOD, "---")).containsExactly(UNKNOWN, UNKNOWN, DOWN);
  }

  @Test
  void needsTheWholeThresholdInARowToChange() {
    assertThat(statuses(THREE_BAD_TWO_GOOD, "++--+---"))
        .containsExactly(UNKNOWN, UP, UP, UP, UP, UP, UP, DOWN);
    assertThat(statuses(THREE_BAD_TWO_GOOD, "---+-++"))
        .containsExactly(UNKNOWN, UNKNOWN, DOWN, DOWN, DOWN, DOWN, UP);
  }

  private static List<Status> statuses(CheckSchedule schedule, String results) {
    List<Status> statuses = new ArrayList<>();
    StatusStreak streak = StatusStreak.unknown(0);
    for (int i = 0; i < results.length(); i++) {
      streak = streak.after(Result.of(results.charAt(i) == '+'), 0, 0, schedule);
      statuses.add(streak.status());
    }
    return statuses;
  }
}
