package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.time.OvertakenTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final Duration LATER = Duration.ofMillis(20);

  private final OvertakenTime time = new OvertakenTime();

  @Test
  void theLastChanceIsCountedFromTheOneGivenLast() {
    Connections connections = new Connections(time, List.of());
    long begun = time.nanos();
    time.overtakeAfter(LATER, connections::becameIdle);
    connections.becameIdle();
    assertThat(connections.idleSince() - begun).isEqualTo(LATER.toNanos());
  }
}
