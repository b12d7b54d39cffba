package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.it.rehearsal.Pod;
import io.lameduck.it.rehearsal.PodSpec;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the library costs a service that has nothing to do. */
@Timeout(120)
class IdleCostIT {
  private static final PodSpec WITHOUT = PodSpec.ofMain("without", Plain.class);
  private static final PodSpec WITH =
      PodSpec.ofMain("with", Misbehaving.class, Misbehaviour.NONE.name());

  @Test
  void atMostTwoThreadsMore() {
    assertMoreThreads(2, WITH);
  }

  @Test
  void atMostThreeThreadsMoreWithAProbePort() throws IOException {
    assertMoreThreads(3, WITH.with("LAMEDUCK_PROBE_PORT", freePort()));
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  /** Threads that only start-up needs may take a moment to end. */
  private static void assertMoreThreads(int more, PodSpec with) {
    try (Pod plain = Pod.start(WITHOUT, line -> {});
        Pod pod = Pod.start(with, line -> {})) {
      plain.awaitReady();
      pod.awaitReady();
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertMore(more, plain, pod));
    }
  }

  private static void assertMore(int more, Pod plain, Pod pod) throws IOException {
    LiveThreads without = LiveThreads.of(plain);
    assertThat(without.names()).contains("Reference Handler");
    assertThat(LiveThreads.of(pod).names())
        .as("threads, where without the library there are %s", without.names())
        .hasSizeLessThanOrEqualTo(without.names().size() + more);
  }
}
