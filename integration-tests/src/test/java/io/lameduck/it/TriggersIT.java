package io.lameduck.it;

import static io.lameduck.it.Misbehaviour.NONE;
import static io.lameduck.it.Pods.assertGone;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.it.rehearsal.Pod;
import io.lameduck.it.rehearsal.PodEnd;
import io.lameduck.it.rehearsal.PodSpec;
import io.lameduck.it.rehearsal.Signal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class TriggersIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  @RegisterExtension private final Pods pods = new Pods();

  /** SIGINT would go unheard where whoever runs the tests ignores it. */
  private Pod hearing() {
    return pods.start(Pods.spec(NONE).wrappedBy("env", "--default-signal=INT,TERM")).awaitReady();
  }

  @Nested
  class AFirstSignalDrains {
    @Test
    void fromKubernetes() throws Exception {
      assertGone(signalled(Signal.TERM), 0, "SIGTERM");
    }

    @Test
    void fromAPersonAtATerminal() throws Exception {
      assertGone(signalled(Signal.INT), 0, "SIGINT");
    }

    /** With its last thread a JVM ends by itself, with 0: that must not come first. */
    @Test
    void andAJobExitsWith143ThoughItHasNoThreadLeft() throws Exception {
      PodSpec job = Hello.onALaptop().with("LAMEDUCK_EXIT_CODES", "job");
      assertGone(Pods.terminate(pods.start(job).awaitReady()), 143, "exit 143");
    }

    private PodEnd signalled(Signal signal) throws Exception {
      Pod pod = hearing();
      pod.signal(signal);
      return pod.awaitEnd();
    }
  }

  @Nested
  class ASecondSignalEndsTheDrainAtOnce {
    @Test
    void with143ForSigterm() throws Exception {
      assertEndedAtOnce(secondSignal(Signal.TERM), 143);
    }

    @Test
    void with130ForSigint() throws Exception {
      assertEndedAtOnce(secondSignal(Signal.INT), 130);
    }

    private PodEnd secondSignal(Signal second) throws Exception {
      Pod pod = hearing();
      CompletableFuture<HttpResponse<String>> hanging = Get.async(pod, "/hang");
      pod.awaitLog("request hangs", SOON);
      pod.signal(Signal.TERM);
      pod.awaitLog("draining: 1 in flight", SOON);
      pod.signal(second);
      PodEnd end = pod.awaitEnd();
      assertThat(hanging).failsWithin(SOON);
      return end;
    }

    private static void assertEndedAtOnce(PodEnd end, int exitCode) {
      assertGone(end, exitCode, "second-signal");
      assertThat(end.afterSignal()).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Nested
  class SystemExitDrainsAndKeepsItsCode {
    @Test
    void calledByTheServiceItself() throws Exception {
      assertDrained(Pods.spec(NONE));
    }

    /** No signal handler can be had under {@code -Xrs}, and SIGTERM kills; the hook is left. */
    @Test
    void underXrs() throws Exception {
      assertDrained(Pods.spec(NONE).withJvmOptions("-Xrs"));
    }

    private void assertDrained(PodSpec spec) throws Exception {
      Pod pod = pods.start(spec).awaitReady();
      CompletableFuture<HttpResponse<String>> slow = Get.async(pod, "/slow?ms=1500");
      pod.awaitLog("slow begins", SOON);
      assertThat(pod.status("/exit")).isEqualTo(200);
      PodEnd end = pod.awaitEnd();
      assertThat(slow).succeedsWithin(SOON).returns(200, HttpResponse::statusCode);
      assertGone(end, 7, "drained");
    }
  }
}
