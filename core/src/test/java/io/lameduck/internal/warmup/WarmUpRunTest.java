package io.lameduck.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.WarmUp;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.time.Time;
import io.lameduck.spi.Hold;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real threads: a request is foreign code and may hang. */
@Timeout(60)
class WarmUpRunTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final RecordedLog log = new RecordedLog();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger port = new AtomicInteger();
  private Set<Integer> ports = Set.of(8080);

  @Test
  void isOverOnceItsRequestsGetNoFaster() throws Exception {
    WarmUpRun run = run(WarmUp.of(port::set), LONG);
    assertThat(run.isOver(over::countDown)).isFalse();
    awaitOver();
    assertThat(run.isOver(over::countDown)).isTrue();
    assertThat(port).hasValue(8080);
    assertThat(log.lines()).singleElement().asString().startsWith("INFO warm-up flat after ");
  }

  @Test
  void beginsOnce() throws Exception {
    AtomicInteger ends = new AtomicInteger();
    WarmUpRun run = run(WarmUp.of(port::set), LONG);
    run.isOver(ends::incrementAndGet);
    await().until(() -> run.isOver(ends::incrementAndGet));
    assertThat(ends).hasValue(1);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void leavesARequestBehindThatHangs() throws Exception {
    Hold hold = new Hold();
    AtomicBoolean interrupted = new AtomicBoolean();
    WarmUpRun run =
        run(
            WarmUp.of(
                port -> {
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                    hold.pass();
                  }
                }),
            Duration.ofMillis(100));
    try {
      run.isOver(over::countDown);
      awaitOver();
      hold.awaitArrival();
      assertThat(interrupted).isTrue();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .matches("INFO warm-up max after \\d+\\.\\ds: 0 requests");
    } finally {
      hold.release();
    }
  }

  /** Or it would go on beside the clients, for ever. */
  @Test
  void makesNoMoreRequestsWhenOneHasIgnoredTheInterrupt() throws Exception {
    AtomicInteger made = new AtomicInteger();
    Hold ignored = new Hold();
    WarmUpRun run =
        run(
            WarmUp.of(
                port -> {
                  made.incrementAndGet();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    ignored.pass();
                  }
                }),
            Duration.ofMillis(100));
    run.isOver(over::countDown);
    awaitOver();
    ignored.awaitArrival();
    Thread maker = liveMaker();
    ignored.release();
    maker.join();
    assertThat(made).hasValue(1);
  }

  private static Thread liveMaker() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lameduck-warm-up-requests"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isOverThoughTheServersCannotTellTheirPorts() throws Exception {
    WarmUpRun run =
        new WarmUpRun(
            WarmUp.of(port::set),
            () -> {
              throw new IllegalStateException("as the test wants it to");
            },
            LONG,
            Time.system(),
            log.logWriter(),
            stopped::get);
    run.isOver(over::countDown);
    awaitOver();
    assertThat(run.isOver(over::countDown)).isTrue();
    assertThat(log.lines()).containsExactly("WARN the warm-up failed");
  }

  @Test
  void isOverThoughTheServersDoNotTellTheirPorts() throws Exception {
    Hold hold = new Hold();
    WarmUpRun run =
        new WarmUpRun(
            WarmUp.of(port::set),
            () -> {
              hold.pass();
              return ports;
            },
            Duration.ofMillis(100),
            Time.system(),
            log.logWriter(),
            stopped::get);
    try {
      run.isOver(over::countDown);
      awaitOver();
    } finally {
      hold.release();
    }
  }

  @Test
  void triesAgainToTellThatItIsOverWhileThereIsNoMemory() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    run(WarmUp.of(port::set), LONG)
        .isOver(
            () -> {
              if (tries.incrementAndGet() < 3) {
                throw new OutOfMemoryError("as the test wants it to");
              }
              over.countDown();
            });
    awaitOver();
    assertThat(tries).hasValue(3);
  }

  @Test
  void endsWithTheShutdown() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    WarmUpRun run =
        run(
            WarmUp.of(
                any -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                }),
            LONG);
    run.isOver(over::countDown);
    begun.await();
    stopped.set(true);
    awaitOver();
    assertThat(log.lines()).singleElement().asString().startsWith("INFO warm-up stopped after ");
  }

  @Test
  void isToldWhichOfSeveralPortsToAsk() throws Exception {
    ports = Set.of(8080, 8443);
    run(WarmUp.of(port::set), LONG).isOver(over::countDown);
    awaitOver();
    assertThat(port).hasValue(0);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN no warm-up: the service listens on [8")
        .endsWith("] (expected: one port, LAMEDUCK_WARM_UP_PORT or WarmUp.onPort)");
  }

  @Test
  void asksThePortThatItWasTold() throws Exception {
    ports = Set.of(8080, 8443);
    run(WarmUp.of(port::set).onPort(8443), LONG).isOver(over::countDown);
    awaitOver();
    assertThat(port).hasValue(8443);
  }

  @Test
  void isOverAtOnceWhereThereIsNoTimeForIt() {
    assertThat(run(WarmUp.of(port::set), Duration.ZERO).isOver(over::countDown)).isTrue();
    assertThat(port).hasValue(0);
    assertThat(over.getCount()).isEqualTo(1);
  }

  private WarmUpRun run(WarmUp warmUp, Duration max) {
    return new WarmUpRun(warmUp, () -> ports, max, Time.system(), log.logWriter(), stopped::get);
  }

  private void awaitOver() throws InterruptedException {
    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
