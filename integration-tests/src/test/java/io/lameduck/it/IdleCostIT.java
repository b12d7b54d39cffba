package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.FreePort;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the library costs a service that has nothing to do. */
@Timeout(120)
class IdleCostIT {
  private static final PodSpec WITHOUT = Java.main("without", Plain.class);
  private static final PodSpec WITH =
      Java.onALaptop(Java.main("with", Misbehaving.class, Misbehaviour.NONE.name()));

  /** Six of them are parked: the end must not need a thread that cannot be had. */
  @Test
  void atMostEightThreadsMore() {
    assertMoreThreads(8, WITH);
  }

  @Test
  void atMostNineThreadsMoreWithAProbePort() throws IOException {
    assertMoreThreads(9, WITH.with("LAMEDUCK_PROBE_PORT", freePort()));
  }

  private static String freePort() throws IOException {
    return Integer.toString(FreePort.choose());
  }

  /** Threads that only start-up needs may take a moment to end. */
  private static void assertMoreThreads(int more, PodSpec with) {
    try (Instance plain = Instance.start(WITHOUT, line -> {});
        Instance library = Instance.start(with, line -> {})) {
      plain.awaitReady();
      library.awaitReady();
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertMore(more, plain, library));
    }
  }

  private static void assertMore(int more, Instance plain, Instance library) throws IOException {
    LiveThreads without = LiveThreads.of(plain);
    assertThat(without.names()).contains("Reference Handler");
    assertThat(LiveThreads.of(library).names())
        .as("threads, where without the library there are %s", without.names())
        .hasSizeLessThanOrEqualTo(without.names().size() + more);
  }
}
