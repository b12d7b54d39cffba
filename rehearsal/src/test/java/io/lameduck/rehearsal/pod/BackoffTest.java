package io.lameduck.rehearsal.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void theFirstRestartIsAtOnceAndTheOthersLaterEachTimeUpToFiveMinutes() {
    Backoff backoff = new Backoff();
    assertThat(LongStream.generate(() -> backoff.next().toSeconds()).limit(8))
        .containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }
}
