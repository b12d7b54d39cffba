package io.lameduck.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.spi.Hold;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvictingExecutorTest {
  private final EvictingExecutor executor = new EvictingExecutor(2);
  private final List<String> interrupted = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void end() {
    end.countDown();
  }

  @Test
  void runsAsManyTasksAsItMay() {
    block("a");
    block("b");
    assertThat(interrupted).isEmpty();
  }

  @Test
  void interruptsTheTaskThatHasRunForLongestWhenAnotherComes() {
    block("a");
    block("b");
    block("c");
    await().until(() -> interrupted.equals(List.of("a")));
    block("d");
    await().until(() -> interrupted.equals(List.of("a", "b")));
  }

  @Test
  void interruptsNobodyForATaskThatHasEnded() {
    block("a");
    Thread quick = run("quick", () -> {});
    await().until(() -> !quick.isAlive());
    block("b");
    assertThat(interrupted).isEmpty();
  }

  @Test
  void losesNoThreadToATaskThatThrows() {
    block("a");
    Thread failing = run("failing", EvictingExecutorTest::fail);
    await().until(() -> !failing.isAlive());
    block("b");
    assertThat(interrupted).isEmpty();
  }

  @Test
  void keepsNoThreadAliveAndHoldsUpNoExit() {
    Thread thread = run("a", () -> {});
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("lameduck-probe");
    await().until(() -> !thread.isAlive());
  }

  /** Returns when the task runs. */
  private void block(String name) {
    run(name, () -> awaitEnd(name));
  }

  private Thread run(String name, Runnable task) {
    Hold started = new Hold();
    started.release();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    executor.execute(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((dying, expected) -> {});
          threads.add(Thread.currentThread());
          started.pass();
          task.run();
        });
    started.awaitArrival();
    assertThat(threads).as(name).hasSize(1);
    return threads.get(0);
  }

  private void awaitEnd(String name) {
    try {
      end.await();
    } catch (InterruptedException e) {
      interrupted.add(name);
    }
  }

  private static void fail() {
    throw new IllegalStateException("as the test wants it");
  }
}
