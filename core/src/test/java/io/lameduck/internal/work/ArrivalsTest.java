package io.lameduck.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Phase;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.time.OvertakenTime;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration LATER = Duration.ofMillis(20);
  private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

  private final OvertakenTime time = new OvertakenTime();
  private final List<String> recorded = new ArrayList<>();
  private final Arrivals arrivals = new Arrivals(time, SilenceModel.NONE, new Kept());

  @Test
  void silenceIsCountedFromTheConnectionThatCameLast() {
    arrivals.shutdownBegan();
    time.overtakeAfter(LATER, () -> arrivals.connection(CLIENT));
    arrivals.connection(CLIENT);
    assertThat(arrivals.lateConnections()).isEqualTo(2);
    assertThat(arrivals.lastLateConnection()).isEqualTo(LATER);
  }

  @Test
  void whatComesLateIsRecordedAndNothingElse() {
    arrivals.connection(CLIENT);
    arrivals.request(time.nanos());
    arrivals.shutdownBegan();
    arrivals.connection(CLIENT);
    arrivals.request(time.nanos() + LATER.toNanos());
    assertThat(recorded).containsExactly("CONNECTION 0", "REQUEST " + LATER.toNanos());
  }

  private final class Kept implements Recording {
    @Override
    public Running begin(Phase phase) {
      throw new AssertionError(phase);
    }

    @Override
    public void late(Arrival arrival, long nanos) {
      recorded.add(arrival + " " + nanos);
    }

    @Override
    public void prepare() {}
  }
}
