package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.it.rehearsal.Pod;
import io.lameduck.it.rehearsal.PodEnd;
import io.lameduck.it.rehearsal.PodSpec;
import io.lameduck.it.rehearsal.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The pods of a test: none outlives it, and their log is kept under its name. */
final class Pods implements BeforeEachCallback, AfterEachCallback {
  private static final Duration GRACE = Duration.ofSeconds(6);

  private final List<Pod> pods = new ArrayList<>();
  private @Nullable LogFile log;

  /** A service that misbehaves, with a short grace period. */
  static PodSpec spec(Misbehaviour misbehaviour) {
    return PodSpec.ofMain("misbehaving", Misbehaving.class, misbehaviour.name())
        .withGracePeriod(GRACE)
        .with("LAMEDUCK_GRACE_PERIOD", "6s")
        .with("LAMEDUCK_CLOSE_RESERVE", "2s");
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    String name =
        test.getRequiredTestClass().getName() + "." + test.getRequiredTestMethod().getName();
    log = LogFile.create(name);
  }

  Pod start(PodSpec spec) {
    LogFile file = Objects.requireNonNull(log);
    Pod pod = Pod.start(spec, line -> file.line(spec.name(), line));
    pods.add(pod);
    return pod;
  }

  Pod ready(Misbehaviour misbehaviour) {
    return start(spec(misbehaviour)).awaitReady();
  }

  /** The end that SIGTERM brings. */
  static PodEnd terminate(Pod pod) throws IOException, InterruptedException {
    pod.signal(Signal.TERM);
    return pod.awaitEnd();
  }

  /** It ended by itself, in time, with this code, and its message says so. */
  static void assertGone(PodEnd end, int exitCode, String message) {
    assertThat(end.exitCode()).as(end + "\n" + end.message()).isEqualTo(exitCode);
    assertThat(end.afterSignal()).isLessThan(GRACE);
    assertThat(end.message()).contains(message);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    pods.forEach(Pod::close);
    pods.clear();
    Objects.requireNonNull(log).close();
  }
}
