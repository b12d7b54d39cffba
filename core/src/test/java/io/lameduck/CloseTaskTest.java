package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.time.Bell;
import io.lameduck.time.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CloseTaskTest {
  private final ManualTime time = new ManualTime();
  private final Bell bell = new Bell();

  @Nested
  class OneThatCloses {
    private final CloseTask task = task(() -> time.advance(Duration.ofMillis(200)));

    @Test
    void isTimedAndNamed() {
      task.run();

      assertThat(task.report())
          .isEqualTo(new CloseReport("pool", Duration.ofMillis(200), Optional.empty()));
    }

    @Test
    void isDoneAfterwardsAndRingsTheBell() {
      assertThat(task.done()).isFalse();
      task.run();

      assertThat(task.done()).isTrue();
      assertThat(bell.silence()).isTrue();
    }

    @Test
    void cannotBeAbandonedAnyMore() {
      task.run();
      time.advance(Duration.ofSeconds(9));
      task.abandon();

      assertThat(task.report().failure()).isEmpty();
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Nested
  class OneThatThrows {
    @Test
    void isReportedWithWhatItThrew() {
      assertThat(failure(new IOException("broken"))).hasValue("java.io.IOException: broken");
    }

    @Test
    void mayThrowAnError() {
      assertThat(failure(new AssertionError("broken")))
          .hasValue("java.lang.AssertionError: broken");
    }

    @Test
    void ringsTheBellAsWell() {
      failure(new IOException("broken"));

      assertThat(bell.silence()).isTrue();
    }

    private Optional<String> failure(Throwable thrown) {
      CloseTask task =
          task(
              () -> {
                if (thrown instanceof Error error) {
                  throw error;
                }
                throw (Exception) thrown;
              });
      task.run();
      return task.report().failure();
    }
  }

  @Nested
  class OneThatHangs {
    @Test
    void isInterruptedAndReportedAsAbandoned() {
      AtomicReference<Boolean> interrupted = new AtomicReference<>();
      AtomicReference<CloseTask> self = new AtomicReference<>();
      self.set(
          task(
              () -> {
                time.advance(Duration.ofSeconds(3));
                self.get().abandon();
                interrupted.set(Thread.interrupted());
              }));
      self.get().run();

      assertThat(interrupted).hasValue(true);
      assertThat(self.get().report()).hasToString("pool 3.0s: did not return");
    }

    @Test
    void isNotCalledClosedWhenItReturnsAfterAll() {
      CloseTask task = task(() -> {});
      time.advance(Duration.ofSeconds(3));
      task.abandon();
      time.advance(Duration.ofSeconds(1));
      task.run();

      assertThat(task.report()).hasToString("pool 3.0s: did not return");
    }

    @Test
    void isAbandonedByWhoeverAsksForItsReport() {
      assertThat(task(() -> {}).report().abandoned()).isTrue();
    }
  }

  private CloseTask task(AutoCloseable closeable) {
    return new CloseTask(new Resource("pool", closeable), time, bell);
  }
}
