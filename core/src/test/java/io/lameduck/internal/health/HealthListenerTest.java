package io.lameduck.internal.health;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Phase;
import io.lameduck.ReadinessOnShutdown;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.shutdown.Lifecycle;
import io.lameduck.internal.shutdown.PhaseEvents;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthListenerTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final ManualTime time = new ManualTime();
  private final StagedThreads threads = new StagedThreads();
  private final RecordedLog log = new RecordedLog();
  private final LogWriter logWriter = new LogWriter(log, Runnable::run);
  private final List<String> heard = new ArrayList<>();

  @Test
  void isCalledAtOnceAndForEachChangeAndNotOtherwise() {
    HealthListener listener = listener(() -> hear(""));
    time.at(ofSeconds(10), listener::changed);
    time.at(ofSeconds(20), listener::changed);
    runForAMinute(listener);
    assertThat(heard).containsExactly("0s", "10s", "20s");
  }

  @Test
  void isCalledOnceForTheChangesDuringACall() {
    time.at(ofSeconds(2), () -> hear(" call over"));
    HealthListener[] self = new HealthListener[1];
    self[0] =
        listener(
            () -> {
              hear("");
              if (heard.size() == 1) {
                self[0].changed();
                self[0].changed();
                time.advance(ofSeconds(2));
              }
            });
    runForAMinute(self[0]);
    assertThat(heard).containsExactly("0s", "2s call over", "2s");
  }

  @Test
  void hearsAtTheVeryMomentThatReadinessFailsAfterADuration() {
    Lifecycle lifecycle = ready(ReadinessOnShutdown.failAfter(ofSeconds(3)));
    HealthListener listener = following(lifecycle);
    time.at(ofSeconds(1), () -> lifecycle.advance(Phase.LAME_DUCK));
    time.at(ofSeconds(4).minusNanos(1), () -> assertThat(heard).hasSize(2));
    runForAMinute(listener);
    assertThat(heard).containsExactly("0s ready", "1s ready", "4s not ready");
  }

  @Test
  void hearsOfReadinessThatFailsDuringACall() {
    Lifecycle lifecycle = ready(ReadinessOnShutdown.failAfter(ofSeconds(1)));
    lifecycle.advance(Phase.LAME_DUCK);
    HealthListener listener =
        new HealthListener(
            threads,
            time,
            logWriter,
            lifecycle::acceptingUntil,
            () -> {
              hear(lifecycle.accepting() ? " ready" : " not ready");
              time.advance(ofSeconds(2));
            });
    runForAMinute(listener);
    assertThat(heard).containsExactly("0s ready", "2s not ready");
  }

  @Test
  void hearsOfTheEndOfTheLameDuckWhereReadinessIsKept() {
    Lifecycle lifecycle = ready(ReadinessOnShutdown.KEEP);
    HealthListener listener = following(lifecycle);
    time.at(ofSeconds(1), () -> lifecycle.advance(Phase.LAME_DUCK));
    time.at(ofSeconds(9), () -> lifecycle.advance(Phase.DRAINING));
    runForAMinute(listener);
    assertThat(heard).containsExactly("0s ready", "1s ready", "9s not ready");
  }

  @Test
  void thatThrowsIsLoggedAndCalledAgain() {
    HealthListener listener =
        listener(
            () -> {
              hear("");
              throw new NoClassDefFoundError("planned");
            });
    time.at(ofSeconds(10), listener::changed);
    runForAMinute(listener);
    assertThat(heard).containsExactly("0s", "10s");
    assertThat(log.lines())
        .containsOnly("WARN health listener failed: java.lang.NoClassDefFoundError: planned");
  }

  @Test
  void thatHangsIsNamedAndAbandoned() {
    threads.hanging.add("health");
    HealthListener listener = listener(() -> hear(""));
    time.at(ofSeconds(1), listener::changed);
    listener.start();
    assertThat(time.elapsed()).isEqualTo(ofSeconds(HealthListener.LIMIT_SECONDS));
    assertThat(threads.begun).containsExactly("health-changes", "health");
    assertThat(log.lines()).containsExactly("WARN health listener failed: did not return");
  }

  @Test
  void thatIsClosedIsNotCalledAgain() {
    HealthListener listener = listener(() -> hear(""));
    time.at(ofSeconds(1), listener::close);
    listener.start();
    listener.changed();
    assertThat(heard).containsExactly("0s");
    assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
  }

  private HealthListener listener(Runnable listener) {
    return new HealthListener(threads, time, logWriter, () -> Long.MAX_VALUE, listener);
  }

  private HealthListener following(Lifecycle lifecycle) {
    HealthListener listener =
        new HealthListener(
            threads,
            time,
            logWriter,
            lifecycle::acceptingUntil,
            () -> hear(lifecycle.accepting() ? " ready" : " not ready"));
    lifecycle.onMove(listener::changed);
    return listener;
  }

  private Lifecycle ready(ReadinessOnShutdown readiness) {
    Lifecycle lifecycle =
        new Lifecycle(time, readiness, new PhaseEvents(threads, time, logWriter, List.of()));
    lifecycle.ready();
    return lifecycle;
  }

  /** On the test's thread. */
  private void runForAMinute(HealthListener listener) {
    time.at(A_MINUTE, listener::close);
    listener.start();
  }

  private void hear(String what) {
    heard.add(time.elapsed().toSeconds() + "s" + what);
  }
}
