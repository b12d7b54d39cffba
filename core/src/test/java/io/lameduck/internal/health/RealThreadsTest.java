package io.lameduck.internal.health;

import static io.lameduck.probe.CheckKind.READINESS;
import static io.lameduck.probe.Status.DOWN;
import static io.lameduck.probe.Status.UP;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.internal.process.RecordedLog;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.Status;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The few promises that only real threads can keep or break. */
class RealThreadsTest {
  private static final CheckSchedule QUICK =
      CheckSchedule.defaults().withPeriod(ofMillis(5)).withTimeout(ofMillis(5));
  private static final CheckSchedule PATIENT = QUICK.withTimeout(ofSeconds(60));

  private final Set<Thread> othersThreads = Thread.getAllStackTraces().keySet();
  private final BackgroundLoop loop = new BackgroundLoop(new RecordedLog().logWriter());
  private final HealthChecks.Builder builder = HealthChecks.builder();
  private final AtomicInteger othersRuns = new AtomicInteger();

  @AfterEach
  void endEverything() {
    loop.close();
    await().until(() -> threads("lameduck-check").isEmpty());
  }

  @Test
  void aCheckThatSpinsAndIgnoresInterruptsKeepsOneThread() {
    AtomicBoolean spinning = new AtomicBoolean(true);
    AtomicInteger runs = new AtomicInteger();
    builder.add(READINESS, "spinner", () -> spin(runs, spinning), QUICK);
    HealthChecks checks = startWithAnother();
    await().until(() -> othersRuns.get() > 50);
    assertThat(runs).hasValue(1);
    assertThat(threads("lameduck-check-spinner")).hasSize(1);
    assertThat(status(checks)).isEqualTo(DOWN);
    spinning.set(false);
    await().until(() -> runs.get() > 1);
  }

  @Test
  void aCheckThatHeedsTheInterruptIsRunAgain() {
    AtomicInteger interrupts = new AtomicInteger();
    builder.add(READINESS, "sleeper", () -> blockUntilInterrupted(interrupts), QUICK);
    HealthChecks checks = startWithAnother();
    await().until(() -> interrupts.get() > 2);
    assertThat(status(checks)).isEqualTo(DOWN);
  }

  @Test
  void anErrorIsAFailingCheckAndKillsNothing() {
    builder.add(READINESS, "endless", this::recurse, PATIENT);
    HealthChecks checks = startWithAnother();
    await().until(() -> status(checks) == DOWN);
    assertThat(checks.states().get(0).detail()).contains("StackOverflowError");
    int runs = othersRuns.get();
    await().until(() -> othersRuns.get() > runs + 5);
  }

  @Test
  void anIdleSetOfChecksHasOneDaemonThread() {
    builder.add(READINESS, "a", () -> true, CheckSchedule.defaults());
    builder.add(READINESS, "b", () -> true, CheckSchedule.defaults());
    HealthChecks checks = start();
    await().until(() -> checks.passing(READINESS));
    await().until(() -> threads("lameduck-check-").isEmpty());
    assertThat(threads("lameduck-checks")).hasSize(1).allMatch(Thread::isDaemon);
  }

  @Test
  void eachRunHasADaemonThreadNamedAfterItsCheck() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    builder.add(READINESS, "db", () -> seen.add(Thread.currentThread()), PATIENT);
    start();
    await().until(() -> seen.size() > 2);
    assertThat(seen)
        .allMatch(Thread::isDaemon)
        .extracting(Thread::getName)
        .containsOnly("lameduck-check-db");
  }

  @Test
  void aWorkerIsADaemonThoughItsStarterIsNone() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Workers.threads().start("db", () -> seen.add(Thread.currentThread()));
    await().until(() -> !seen.isEmpty());
    assertThat(Thread.currentThread().isDaemon()).isFalse();
    assertThat(seen).allMatch(Thread::isDaemon);
  }

  @Test
  void anInterruptDoesNotEndTheLoop() {
    HealthChecks checks = startWithAnother();
    await().until(() -> checks.passing(READINESS));
    threads("lameduck-checks").forEach(Thread::interrupt);
    int runs = othersRuns.get();
    await().until(() -> othersRuns.get() > runs + 5);
    assertThat(status(checks)).isEqualTo(UP);
  }

  private HealthChecks startWithAnother() {
    builder.add(READINESS, "another", () -> othersRuns.incrementAndGet() > 0, PATIENT);
    return start();
  }

  private HealthChecks start() {
    HealthChecks checks = builder.build(loop);
    checks.start(() -> {});
    return checks;
  }

  private static boolean spin(AtomicInteger runs, AtomicBoolean spinning) {
    runs.incrementAndGet();
    while (spinning.get()) {
      Thread.onSpinWait();
    }
    return true;
  }

  private static boolean blockUntilInterrupted(AtomicInteger interrupts) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupts.incrementAndGet();
    }
    return true;
  }

  @SuppressWarnings("InfiniteRecursion")
  private boolean recurse() {
    return recurse();
  }

  private static Status status(HealthChecks checks) {
    return checks.states().get(0).status();
  }

  private List<Thread> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !othersThreads.contains(thread))
        .filter(thread -> thread.getName().startsWith(prefix))
        .toList();
  }
}
