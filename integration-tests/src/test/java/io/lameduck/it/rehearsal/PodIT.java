package io.lameduck.it.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.it.Plain;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the other tests take for granted about their instrument. */
@Timeout(60)
class PodIT {
  private static final PodSpec PLAIN = PodSpec.ofMain("plain", Plain.class);

  private static Pod start(PodSpec spec) {
    return Pod.start(spec, line -> {});
  }

  @Test
  void aServiceWithoutTheLibraryEndsAtOnceWith143() throws Exception {
    try (Pod pod = start(PLAIN).awaitReady()) {
      pod.signal(Signal.TERM);
      PodEnd end = pod.awaitEnd();
      assertThat(end.exitCode()).isEqualTo(143);
      assertThat(end.message()).isEmpty();
      assertThat(end.afterSignal()).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void whatIgnoresSigtermIsKilledAtTheEndOfItsGracePeriod() throws Exception {
    Duration grace = Duration.ofSeconds(1);
    PodSpec deaf = PLAIN.wrappedBy("env", "--ignore-signal=TERM").withGracePeriod(grace);
    try (Pod pod = start(deaf).awaitReady()) {
      pod.signal(Signal.TERM);
      PodEnd end = pod.awaitEnd();
      assertThat(end.exitCode()).isEqualTo(137);
      assertThat(end.afterSignal()).isGreaterThanOrEqualTo(grace);
    }
  }

  @Test
  void aClosedPodHasEnded() {
    Pod pod = start(PLAIN).awaitReady();
    pod.close();
    assertThat(pod.isAlive()).isFalse();
  }

  @Test
  void aPodThatCannotStartIsNotWaitedFor() {
    try (Pod pod = start(PLAIN.withJvmOptions("-XX:NoSuchOption"))) {
      assertThatThrownBy(pod::awaitReady)
          .hasStackTraceContaining("plain has ended")
          .hasStackTraceContaining("NoSuchOption");
    }
  }

  @Test
  void whatItPrintsIsItsLog() {
    try (Pod pod = start(PLAIN).awaitReady()) {
      assertThat(pod.status("/slow?ms=0")).isEqualTo(200);
      pod.awaitLog("slow begins", Duration.ofSeconds(5));
      assertThat(pod.log()).contains("slow begins");
    }
  }
}
