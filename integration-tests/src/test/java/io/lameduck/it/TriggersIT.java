package io.lameduck.it;

import static io.lameduck.it.Instances.assertGone;
import static io.lameduck.it.Misbehaviour.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Signal;
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

  @RegisterExtension private final Instances instances = new Instances();

  /** SIGINT would go unheard where whoever runs the tests ignores it. */
  private Instance hearing() {
    return hearing(Instances.spec(NONE));
  }

  private Instance hearing(PodSpec spec) {
    return instances.start(Java.wrapped(spec, "env", "--default-signal=HUP,INT,TERM")).awaitReady();
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

    @Test
    void fromAClusterThatStopsItByAnotherSignal() throws Exception {
      assertGone(stoppedBy(Signal.HUP), 0, "drained after stop-signal");
    }

    @Test
    void fromKubernetesWhereAnotherSignalIsExpected() throws Exception {
      assertGone(stoppedBy(Signal.TERM), 0, "drained after SIGTERM");
    }

    private End stoppedBy(Signal signal) throws Exception {
      Instance instance = hearing(Instances.spec(NONE).with("LAMEDUCK_STOP_SIGNAL", "SIGHUP"));
      CompletableFuture<HttpResponse<String>> slow = Get.async(instance, "/slow?ms=1500");
      instance.awaitLog("slow begins", SOON);
      instance.signal(signal);
      assertThat(slow).succeedsWithin(SOON).returns(200, HttpResponse::statusCode);
      return instance.awaitEnd();
    }

    /** With its last thread a JVM ends by itself, with 0: that must not come first. */
    @Test
    void andAJobExitsWith143ThoughItHasNoThreadLeft() throws Exception {
      PodSpec job = Java.onALaptop(Example.hello()).with("LAMEDUCK_EXIT_CODES", "job");
      assertGone(Instances.terminate(instances.start(job).awaitReady()), 143, "exit 143");
    }

    private End signalled(Signal signal) throws Exception {
      Instance instance = hearing();
      instance.signal(signal);
      return instance.awaitEnd();
    }
  }

  @Test
  void aStopSignalThatTheJvmKeepsForItselfIsNoStart() throws Exception {
    PodSpec hello = Java.onALaptop(Example.hello()).with("LAMEDUCK_STOP_SIGNAL", "SIGQUIT");
    End end = instances.start(hello).awaitEnd();
    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.message())
        .contains(
            "LAMEDUCK_STOP_SIGNAL: \"SIGQUIT\" (expected: SIGTERM, SIGHUP or SIGUSR1)",
            "let SIGTERM be sent instead");
  }

  @Nested
  class SystemExitDrainsAndKeepsItsCode {
    @Test
    void calledByTheServiceItself() throws Exception {
      assertDrained(Instances.spec(NONE));
    }

    /** No signal handler can be had under {@code -Xrs}, and SIGTERM kills; the hook is left. */
    @Test
    void underXrs() throws Exception {
      assertDrained(Java.withOption("-Xrs", Instances.spec(NONE)));
    }

    private void assertDrained(PodSpec spec) throws Exception {
      Instance instance = instances.start(spec).awaitReady();
      CompletableFuture<HttpResponse<String>> slow = Get.async(instance, "/slow?ms=1500");
      instance.awaitLog("slow begins", SOON);
      assertThat(instance.status("/exit")).isEqualTo(200);
      End end = instance.awaitEnd();
      assertThat(slow).succeedsWithin(SOON).returns(200, HttpResponse::statusCode);
      assertGone(end, 7, "drained");
    }
  }
}
