package io.lameduck.it;

import static io.lameduck.it.Misbehaviour.NEVER_READY;
import static io.lameduck.it.Misbehaviour.NONE;
import static io.lameduck.it.Misbehaviour.STUCK_CHECK;
import static io.lameduck.it.Misbehaviour.STUCK_HOOK;
import static io.lameduck.it.Misbehaviour.STUCK_RESOURCE;
import static io.lameduck.it.Pods.assertGone;
import static io.lameduck.it.Pods.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.it.rehearsal.Pod;
import io.lameduck.it.rehearsal.PodEnd;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class HangingIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int DRAINED = 0;
  private static final int CUT = 1;

  @RegisterExtension private final Pods pods = new Pods();

  @Nested
  class TheProcessIsGoneBeforeSigkillAndHasLeftItsMessage {
    @Test
    void whenNothingIsWrong() throws Exception {
      PodEnd end = terminate(pods.ready(NONE));
      assertGone(end, DRAINED, "drained");
      assertThat(end.afterSignal()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void whenARequestNeverEnds() throws Exception {
      Pod pod = pods.ready(NONE);
      CompletableFuture<HttpResponse<String>> hanging = Get.async(pod, "/hang");
      pod.awaitLog("request hangs", SOON);
      PodEnd end = terminate(pod);
      assertGone(end, CUT, "GET /hang");
      assertThat(end.message()).contains("cut 1");
      assertThat(hanging).failsWithin(SOON);
    }

    @Test
    void whenAResourceDoesNotClose() throws Exception {
      assertGone(terminate(pods.ready(STUCK_RESOURCE)), CUT, "stubborn");
    }

    @Test
    void whenACheckIsStuckInANativeCall() throws Exception {
      Pod pod = pods.start(Pods.spec(STUCK_CHECK)).awaitStatus("/alive", 200);
      pod.awaitLog("check hangs", SOON);
      assertGone(terminate(pod), DRAINED, "drained");
    }

    @Test
    void whenTheLogBlocks() throws Exception {
      Pod pod = pods.ready(NONE);
      assertThat(pod.status("/log/block")).isEqualTo(200);
      assertGone(terminate(pod), DRAINED, "drained");
      assertThat(pod.log()).contains("log hangs");
    }

    @Test
    void whenTheLogThrows() throws Exception {
      Pod pod = pods.ready(NONE);
      assertThat(pod.status("/log/throw")).isEqualTo(200);
      assertGone(terminate(pod), DRAINED, "drained");
      assertThat(pod.log()).contains("log throws");
    }

    @Test
    void whenSomebodyElsesShutdownHookDoesNotReturn() throws Exception {
      Pod pod = pods.ready(STUCK_HOOK);
      assertGone(terminate(pod), CUT, "halted: deadline; drained");
      assertThat(pod.log()).contains("hook hangs");
    }

    @Test
    void whenItIsStillStarting() throws Exception {
      Pod pod = pods.start(Pods.spec(NEVER_READY)).awaitStatus("/alive", 200);
      assertThat(pod.status("/ready")).isEqualTo(503);
      assertGone(terminate(pod), DRAINED, "drained");
    }

    @Test
    void whenItsOutputIsClosed() throws Exception {
      assertGoneWithOutput(">&- 2>&-");
    }

    @Test
    void whenItsOutputGoesToAFullDisk() throws Exception {
      assertGoneWithOutput(">/dev/full 2>&1");
    }

    private void assertGoneWithOutput(String redirection) throws Exception {
      String[] shell = {"sh", "-c", "exec \"$@\" " + redirection, "sh"};
      Pod pod = pods.start(Pods.spec(NONE).wrappedBy(shell)).awaitReady();
      assertGone(terminate(pod), DRAINED, "drained");
      assertThat(pod.log()).isEmpty();
    }
  }
}
