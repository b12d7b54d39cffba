package io.lameduck.it;

import static io.lameduck.it.Instances.assertGone;
import static io.lameduck.it.Instances.terminate;
import static io.lameduck.it.Misbehaviour.NEVER_READY;
import static io.lameduck.it.Misbehaviour.NONE;
import static io.lameduck.it.Misbehaviour.STUCK_CHECK;
import static io.lameduck.it.Misbehaviour.STUCK_HOOK;
import static io.lameduck.it.Misbehaviour.STUCK_RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

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

  @RegisterExtension private final Instances instances = new Instances();

  @Nested
  class TheProcessIsGoneBeforeSigkillAndHasLeftItsMessage {
    @Test
    void whenNothingIsWrong() throws Exception {
      End end = terminate(instances.ready(NONE));
      assertGone(end, DRAINED, "drained");
      assertThat(end.afterSignal()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void whenARequestNeverEnds() throws Exception {
      Instance instance = instances.ready(NONE);
      CompletableFuture<HttpResponse<String>> hanging = Get.async(instance, "/hang");
      instance.awaitLog("request hangs", SOON);
      End end = terminate(instance);
      assertGone(end, CUT, "GET /hang");
      assertThat(end.message()).contains("cut 1");
      assertThat(hanging).failsWithin(SOON);
    }

    @Test
    void whenAResourceDoesNotClose() throws Exception {
      assertGone(terminate(instances.ready(STUCK_RESOURCE)), CUT, "stubborn");
    }

    @Test
    void whenACheckIsStuckInANativeCall() throws Exception {
      Instance instance = instances.start(Instances.spec(STUCK_CHECK)).awaitStatus("/alive", 200);
      instance.awaitLog("check hangs", SOON);
      assertGone(terminate(instance), DRAINED, "drained");
    }

    @Test
    void whenTheLogBlocks() throws Exception {
      Instance instance = instances.ready(NONE);
      assertThat(instance.status("/log/block")).isEqualTo(200);
      assertGone(terminate(instance), DRAINED, "drained");
      assertThat(instance.log()).contains("log hangs");
    }

    @Test
    void whenTheLogThrows() throws Exception {
      Instance instance = instances.ready(NONE);
      assertThat(instance.status("/log/throw")).isEqualTo(200);
      assertGone(terminate(instance), DRAINED, "drained");
      assertThat(instance.log()).contains("log throws");
    }

    @Test
    void whenSomebodyElsesShutdownHookDoesNotReturn() throws Exception {
      Instance instance = instances.ready(STUCK_HOOK);
      assertGone(terminate(instance), CUT, "halted: deadline; drained");
      assertThat(instance.log()).contains("hook hangs");
    }

    @Test
    void whenItIsStillStarting() throws Exception {
      Instance instance = instances.start(Instances.spec(NEVER_READY)).awaitStatus("/alive", 200);
      assertThat(instance.status("/ready")).isEqualTo(503);
      assertGone(terminate(instance), DRAINED, "drained");
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
      Instance instance = instances.start(Java.wrapped(Instances.spec(NONE), shell)).awaitReady();
      assertGone(terminate(instance), DRAINED, "drained");
      assertThat(instance.log()).isEmpty();
    }
  }
}
