package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Propagation;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private static final Clients FRESH = Clients.of(ClientKind.FRESH, 1);

  @Test
  void whatIsWrongIsNamedWithItsValue() {
    assertThatThrownBy(() -> Clients.of(ClientKind.FRESH, -1))
        .hasMessage("count: -1 (expected: >= 0)");
    assertThatThrownBy(() -> FRESH.withTarget("orders"))
        .hasMessage("target: orders (expected: begins with /)");
    assertThatThrownBy(() -> FRESH.withPause(Duration.ofMillis(-1))).hasMessageContaining("pause");
    assertThatThrownBy(() -> FRESH.withBodyBytes(-1)).hasMessageContaining("bodyBytes: -1");
    assertThatThrownBy(() -> Propagation.fixed(Duration.ofSeconds(2)).withTail(Duration.ZERO, 5))
        .hasMessageContaining("tail: PT0S (expected: >= usual");
  }

  @Test
  void theSameSeedGivesTheSamePauses() {
    assertThat(pauses(7)).isEqualTo(pauses(7)).isNotEqualTo(pauses(8));
  }

  @Test
  void pausesLieBetweenHalfTheirMeanAndOneAndAHalf() {
    assertThat(pauses(1))
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500)));
  }

  @Test
  void aBurstIsInTheSameMomentForAll() {
    Duration second = Duration.ofSeconds(1);
    AtomicLong nanos = new AtomicLong();
    Pause pause = new Pause.InStep(second, nanos::get);
    for (long now : new long[] {-300_000_000, 0, 1, 999_999_999, 5_200_000_000L}) {
      nanos.set(now);
      assertThat(pause.first()).isPositive().isLessThanOrEqualTo(second);
      assertThat(pause.first()).isEqualTo(pause.next());
      assertThat((now + pause.next().toNanos()) % second.toNanos()).as("from " + now).isZero();
    }
  }

  @Test
  void aBurstWithoutAPauseIsBackToBack() {
    Pause pause = Pause.of(Clients.of(ClientKind.BURST, 1).withPause(Duration.ZERO), new Random(1));
    assertThat(pause.next()).isZero();
  }

  private static List<Duration> pauses(long seed) {
    Pause pause = Pause.of(FRESH.withPause(Duration.ofSeconds(1)), new Random(seed));
    return Stream.generate(pause::next).limit(100).toList();
  }
}
