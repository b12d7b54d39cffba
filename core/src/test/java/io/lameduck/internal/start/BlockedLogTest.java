package io.lameduck.internal.start;

import static org.awaitility.Awaitility.await;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The appender of the tests writes to {@code System.err}; here that takes nothing any more. */
@Timeout(60)
class BlockedLogTest {
  private final CountDownLatch unblocked = new CountDownLatch(1);

  @Test
  void freezesNoCheck() {
    AtomicBoolean healthy = new AtomicBoolean(true);
    CheckSchedule often = CheckSchedule.defaults().withPeriod(Duration.ofMillis(20));
    PrintStream before = System.err;
    Lameduck lameduck =
        Lameduck.builder()
            .environment(Map.of())
            .exit(Exit.none())
            .withoutSignals()
            .check(CheckKind.READINESS, "database", healthy::get, often)
            .check(CheckKind.LIVENESS, "loop", healthy::get, often)
            .start();
    try {
      await().until(() -> lameduck.probes().ready());
      System.setErr(new PrintStream(blocking(), true));
      for (int i = 0; i < 3; i++) {
        healthy.set(false);
        await().until(() -> !lameduck.probes().ready() && !lameduck.probes().alive());
        healthy.set(true);
        await().until(() -> lameduck.probes().ready() && lameduck.probes().alive());
      }
    } finally {
      lameduck.stop();
      unblocked.countDown();
      System.setErr(before);
    }
  }

  private OutputStream blocking() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        boolean interrupted = false;
        while (unblocked.getCount() > 0) {
          try {
            unblocked.await();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
