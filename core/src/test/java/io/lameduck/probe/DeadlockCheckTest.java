package io.lameduck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** With real threads: only the JVM knows who is deadlocked. */
class DeadlockCheckTest {
  private final HealthCheck check = StandardChecks.deadlockedThreads();
  private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);

  @Test
  void namesTheThreadsUntilTheDeadlockIsResolved() throws Exception {
    assertThat(check.healthy()).isTrue();
    Lock one = new ReentrantLock();
    Lock other = new ReentrantLock();
    Thread ying = start("deadlocked-ying", one, other);
    Thread yang = start("deadlocked-yang", other, one);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(check::healthy)
                    .hasMessage("deadlocked: deadlocked-yang, deadlocked-ying"));
    ying.interrupt();
    ying.join();
    yang.join();
    assertThat(check.healthy()).isTrue();
  }

  private Thread start(String name, Lock first, Lock second) {
    Thread thread = new Thread(() -> takeBoth(first, second), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void takeBoth(Lock first, Lock second) {
    first.lock();
    try {
      bothHoldOne.await();
      second.lockInterruptibly();
      second.unlock();
    } catch (Exception e) {
      // resolved by the test
    } finally {
      first.unlock();
    }
  }
}
