package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LameDuckTest {
  @Test
  void durationAndEndAreReadFromTheMessage() {
    assertThat(LameDuck.in("drained in 14.4s: lame-duck 12.3s (quiet), draining 2.1s (drained)"))
        .isEqualTo(new LameDuck(Duration.ofMillis(12_300), "quiet"));
  }

  @Test
  void aMessageWithoutALameDuckIsAnError() {
    assertThatThrownBy(() -> LameDuck.in("")).isInstanceOf(AssertionError.class);
  }
}
