package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The instances of a test: none outlives it, and their log is kept under its name. */
final class Instances implements BeforeEachCallback, AfterEachCallback {
  private static final Duration GRACE = Duration.ofSeconds(6);

  private final List<Instance> instances = new ArrayList<>();
  private @Nullable LogFile log;

  /** A service that misbehaves, with a short grace period. */
  static PodSpec spec(Misbehaviour misbehaviour) {
    return Java.onALaptop(Java.main("misbehaving", Misbehaving.class, misbehaviour.name()))
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

  Instance start(PodSpec spec) {
    LogFile file = Objects.requireNonNull(log);
    Instance instance = Instance.start(spec, line -> file.line(spec.name(), line));
    instances.add(instance);
    return instance;
  }

  Instance ready(Misbehaviour misbehaviour) {
    return start(spec(misbehaviour)).awaitReady();
  }

  /** The end that SIGTERM brings. */
  static End terminate(Instance instance) throws InterruptedException {
    instance.signal(Signal.TERM);
    return instance.awaitEnd();
  }

  /** It ended by itself, in time, with this code, and its message says so. */
  static void assertGone(End end, int exitCode, String message) {
    assertThat(end.exitCode()).as(end + "\n" + end.message()).isEqualTo(exitCode);
    assertThat(end.afterSignal()).isLessThan(GRACE);
    assertThat(end.message()).contains(message);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    instances.forEach(Instance::close);
    instances.clear();
    Objects.requireNonNull(log).close();
  }
}
