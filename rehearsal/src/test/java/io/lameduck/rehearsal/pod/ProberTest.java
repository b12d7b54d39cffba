package io.lameduck.rehearsal.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.pod.Thresholds.ProbeStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A probe whose answer proves nothing, since its body is cut off. */
@Timeout(60)
class ProberTest {
  private static final MockResponse GOOD = new MockResponse.Builder().code(200).build();
  private static final MockResponse CUT =
      new MockResponse.Builder()
          .body("x".repeat(1000))
          .onResponseBody(new SocketEffect.CloseSocket())
          .build();
  private static final ProbeSpec HOURLY =
      ProbeSpec.everySecond(HttpGet.of("/ready")).withPeriod(Duration.ofHours(1));

  private final Processes processes = Processes.create();
  private final Container container =
      Container.start(Shell.running(Shell.OBEDIENT), processes, line -> {});
  private final MockWebServer server = new MockWebServer();
  private final AtomicReference<ProbeStatus> status = new AtomicReference<>(ProbeStatus.UNKNOWN);

  private Prober probe(MockResponse... answers) throws Exception {
    for (MockResponse answer : answers) {
      server.enqueue(answer);
    }
    server.start(InetAddress.getLoopbackAddress(), container.port());
    return Prober.start(HOURLY, container, ProbeStatus.UNKNOWN, (now, reason) -> status.set(now));
  }

  @AfterEach
  void end() {
    server.close();
    container.close();
    processes.close();
  }

  @Test
  void isMadeAgainAtOnce() throws Exception {
    Prober prober = probe(CUT, CUT, GOOD);
    await().until(() -> status.get() == ProbeStatus.PASSING);
    prober.stop();
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void isGivenUpAfterThreeTimes() throws Exception {
    Prober prober = probe(CUT, CUT, CUT, GOOD);
    await().until(() -> server.getRequestCount() == 3);
    await()
        .during(Duration.ofMillis(300))
        .until(() -> server.getRequestCount() == 3 && status.get() == ProbeStatus.UNKNOWN);
    prober.stop();
  }
}
