package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
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

  private static List<Duration> pauses(long seed) {
    Pause pause = new Pause(Duration.ofSeconds(1), new Random(seed));
    return Stream.generate(pause::next).limit(100).toList();
  }
}
