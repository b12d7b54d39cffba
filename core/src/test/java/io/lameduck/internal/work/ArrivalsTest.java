package io.lameduck.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.time.OvertakenTime;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration LATER = Duration.ofMillis(20);
  private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

  private final OvertakenTime time = new OvertakenTime();
  private final Arrivals arrivals = new Arrivals(time, SilenceModel.NONE);

  @Test
  void silenceIsCountedFromTheConnectionThatCameLast() {
    arrivals.shutdownBegan();
    time.overtakeAfter(LATER, () -> arrivals.connection(CLIENT));
    arrivals.connection(CLIENT);
    assertThat(arrivals.lateConnections()).isEqualTo(2);
    assertThat(arrivals.lastLateConnection()).isEqualTo(LATER);
  }
}
