package io.lameduck.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BellTest {
  private final Bell bell = new Bell();

  @Test
  void rungTwiceIsRungOnce() {
    bell.ring();
    bell.ring();

    assertThat(bell.strokes()).isEqualTo(1);
  }

  @Test
  void canBeRungAgainAfterAWait() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      bell.ring();
      bell.await(Duration.ofMinutes(1).toNanos());
      assertThat(bell.strokes()).isZero();
    }
  }

  @Test
  void canBeRungAgainAfterItWasSilenced() {
    bell.ring();
    assertThat(bell.silence()).isTrue();
    assertThat(bell.silence()).isFalse();
    bell.ring();
    assertThat(bell.silence()).isTrue();
  }

  @Test
  void isHeardOnceByManyThreadsThatRingAtOnce() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      new Thread(
              () -> {
                for (int j = 0; j < 10_000; j++) {
                  bell.ring();
                }
                rung.countDown();
              })
          .start();
    }
    rung.await();

    assertThat(bell.strokes()).isEqualTo(1);
  }
}
