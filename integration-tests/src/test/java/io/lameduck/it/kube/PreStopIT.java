package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.LifecycleHandlerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A preStop hook shares the delay with the SIGTERM that follows it. */
@OnCluster
class PreStopIT {
  /** A service with nothing to drain may be done before a busy kubelet sends the signal. */
  private static final String AFTER_PRE_STOP = "(SIGTERM \\(after preStop\\)|preStop)";

  private static final int DELAY = 8;
  private static final int SLEEP = 7;
  private static final Pattern LAME_DUCK = Pattern.compile("lame-duck (\\d+)\\.\\ds \\(quiet\\)");

  private static final Manifest HELLO =
      Manifest.of("hello")
          .set("LAMEDUCK_PROPAGATION_DELAY", DELAY + "s")
          .set("LAMEDUCK_PRESTOP_PATH", "/prestop");

  private static Manifest hello(String pod, LifecycleHandler hook) {
    return HELLO
        .pod(pod)
        .withContainers(hello -> hello.withNewLifecycle().withPreStop(hook).endLifecycle());
  }

  private static Manifest sleeping(String pod, LifecycleHandler hook) {
    return hello(pod, hook).env("LAMEDUCK_PRESTOP_SLEEP", SLEEP + "s");
  }

  private static LifecycleHandler exec(String... command) {
    return new LifecycleHandlerBuilder().withNewExec().withCommand(command).endExec().build();
  }

  /** Without the first slash of the path, which kubelets before 1.26 would double. */
  private static LifecycleHandler call(HTTPHeader... headers) {
    return new LifecycleHandlerBuilder()
        .withNewHttpGet()
        .withPath("prestop")
        .withPort(new IntOrString("probes"))
        .withHttpHeaders(headers)
        .endHttpGet()
        .build();
  }

  private static Manifest guarded(String pod, String token) {
    return hello(pod, call(new HTTPHeader("Lameduck-Token", token)))
        .env("LAMEDUCK_PRESTOP_TOKEN", "secret");
  }

  @Test
  void theDelayIsPaidOnceWhateverTheHook(Namespace namespace) {
    namespace.apply(HELLO.pod("without"));
    namespace.apply(sleeping("exec", exec("sleep", SLEEP + "")));
    namespace.apply(hello("endpoint", call()));
    namespace.apply(guarded("stranger", "guessed"));
    namespace.awaitReady("hello", 4);
    Map<String, Stopped> stopped = Stopped.all(namespace, "hello");

    assertPaidOnce(stopped.get("without"), "SIGTERM", DELAY);
    assertPaidOnce(stopped.get("exec"), "SIGTERM", DELAY - SLEEP);
    assertPaidOnce(stopped.get("endpoint"), AFTER_PRE_STOP, DELAY);
    assertPaidOnce(stopped.get("stranger"), "SIGTERM", DELAY);
  }

  @Test
  void theDelayIsPaidOnceWhenTheHookHasToBringAToken(Namespace namespace) {
    namespace.dialect().assumeKubelet(26, "headers of an httpGet hook");
    namespace.apply(guarded("guarded", "secret"));
    namespace.awaitReady("hello", 1);
    Stopped stopped = Stopped.all(namespace, "hello").get("guarded");

    assertPaidOnce(stopped, AFTER_PRE_STOP, DELAY);
  }

  @Test
  void theDelayIsPaidOnceWithTheSleepOfKubernetesItself(Namespace namespace) {
    Manifest pod =
        sleeping("sleep", new LifecycleHandlerBuilder().withNewSleep((long) SLEEP).build());
    namespace.dialect().assumeKept(pod(pod), PreStopIT::preStop, "preStop.sleep");
    namespace.apply(pod);
    namespace.awaitReady("hello", 1);
    Stopped stopped = Stopped.all(namespace, "hello").get("sleep");

    assertPaidOnce(stopped, "SIGTERM", DELAY - SLEEP);
  }

  /** The message tells the share of the lame duck; the kubelet that no more was spent on hooks. */
  private static void assertPaidOnce(Stopped pod, String cause, int lameDuckSeconds) {
    assertThat(pod.end().exitCode()).isZero();
    assertThat(pod.end().message()).matches("lameduck: drained after " + cause + " in .*");
    assertThat(LAME_DUCK.matcher(pod.end().message()).results().map(PreStopIT::seconds))
        .containsExactly(lameDuckSeconds);
    assertThat(pod.took())
        .isBetween(Duration.ofSeconds(DELAY), Duration.ofSeconds(DELAY + SLEEP - 1));
  }

  private static int seconds(MatchResult lameDuck) {
    return Integer.parseInt(lameDuck.group(1));
  }

  private static Pod pod(Manifest manifest) {
    return manifest.objects().stream()
        .filter(Pod.class::isInstance)
        .map(Pod.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable Object preStop(Pod pod) {
    return pod.getSpec().getContainers().get(0).getLifecycle().getPreStop();
  }
}
