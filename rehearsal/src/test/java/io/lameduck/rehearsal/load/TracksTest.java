package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Timeline.Track;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TracksTest {
  private final Tracks tracks = new Tracks();

  @Test
  void aSliceHoldsWhatEndsBeforeTheNextOne() {
    add(0);
    add(49);
    add(50);
    assertThat(track().good()).containsExactly(2, 1);
    assertThat(tracks.timeline().slice()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void failuresAreCountedApart() {
    tracks.add(Duration.ZERO, "pod", ClientKind.FRESH, false);
    assertThat(track().failed()).containsExactly(1);
    assertThat(track().good()).containsExactly(0);
  }

  @Test
  void theLastSliceIsKeptAsItIs() {
    add(0);
    add(50 * 1200 - 1);
    assertThat(tracks.timeline().slice()).isEqualTo(Duration.ofMillis(50));
    assertThat(track().good()).hasSize(1200);
  }

  @Test
  void afterItSlicesAreTwiceAsLongAndNothingIsLost() {
    add(0);
    add(50);
    add(100);
    add(50 * 1200);
    assertThat(tracks.timeline().slice()).isEqualTo(Duration.ofMillis(100));
    assertThat(track().good()).hasSize(601).startsWith(2, 1).endsWith(1);
  }

  /** A day of it takes no more memory than a minute. */
  @Test
  void aDayHasAtMost1200SlicesToo() {
    for (long second = 0; second < 86_400; second++) {
      add(1000 * second);
    }
    assertThat(track().good()).hasSizeLessThanOrEqualTo(1200);
    assertThat(track().good().stream().mapToInt(Integer::intValue).sum()).isEqualTo(86_400);
  }

  private void add(long millis) {
    tracks.add(Duration.ofMillis(millis), "pod", ClientKind.FRESH, true);
  }

  private Track track() {
    return tracks.timeline().tracks().get(0);
  }
}
