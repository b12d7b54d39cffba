package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the other tests take for granted about their instrument. */
@Timeout(60)
class InstanceIT {
  private static final PodSpec PLAIN = Java.main("plain", Plain.class);

  private static Instance start(PodSpec spec) {
    return Instance.start(spec, line -> {});
  }

  @Test
  void aServiceWithoutTheLibraryEndsAtOnceWith143() throws Exception {
    try (Instance instance = start(PLAIN).awaitReady()) {
      instance.signal(Signal.TERM);
      End end = instance.awaitEnd();
      assertThat(end.exitCode()).isEqualTo(143);
      assertThat(end.message()).isEmpty();
      assertThat(end.afterSignal()).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void whatIgnoresSigtermIsKilledAtTheEndOfItsGracePeriod() throws Exception {
    Duration grace = Duration.ofSeconds(1);
    PodSpec deaf = Java.wrapped(PLAIN, "env", "--ignore-signal=TERM").withGracePeriod(grace);
    try (Instance instance = start(deaf).awaitReady()) {
      instance.signal(Signal.TERM);
      End end = instance.awaitEnd();
      assertThat(end.exitCode()).isEqualTo(137);
      assertThat(end.afterSignal()).isGreaterThanOrEqualTo(grace);
    }
  }

  @Test
  void aClosedInstanceHasEnded() {
    Instance instance = start(PLAIN).awaitReady();
    instance.close();
    assertThat(instance.isAlive()).isFalse();
  }

  @Test
  void anInstanceThatCannotStartIsNotWaitedFor() {
    try (Instance instance = start(Java.withOption("-XX:NoSuchOption", PLAIN))) {
      assertThatThrownBy(instance::awaitReady)
          .hasStackTraceContaining("plain has ended")
          .hasStackTraceContaining("NoSuchOption");
    }
  }

  @Test
  void whatItPrintsIsItsLog() {
    try (Instance instance = start(PLAIN).awaitReady()) {
      assertThat(instance.status("/slow?ms=0")).isEqualTo(200);
      instance.awaitLog("slow begins", Duration.ofSeconds(5));
      assertThat(instance.log()).contains("slow begins");
    }
  }
}
