package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.CloseReport;
import io.lameduck.Mute;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.Unspeakable;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CloseTaskTest {
  private final ManualTime time = new ManualTime();
  private final StagedThreads threads = new StagedThreads();
  private final Calls calls = new Calls(threads, time, "calls");

  @Nested
  class OneThatCloses {
    @Test
    void isTimedAndNamed() {
      CloseTask task = begin(() -> time.advance(Duration.ofMillis(200)));
      time.advance(Duration.ofSeconds(9));

      assertThat(task.report(0))
          .isEqualTo(new CloseReport("pool", Duration.ofMillis(200), Optional.empty()));
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
    void mayThrowSomethingWhoseTextThrows() {
      assertThat(failure(new Unspeakable())).hasValue(Unspeakable.class.getName());
    }

    @Test
    void mayThrowSomethingWithoutText() {
      assertThat(failure(new Mute())).hasValue(Mute.class.getName());
    }

    @Test
    void isNotCalledAbandoned() {
      CloseTask task =
          begin(() -> CloseTaskTest.<RuntimeException>sneak(new IOException("broken")));

      assertThat(task.report(0)).matches(report -> !Account.isAbandoned(report));
    }

    private Optional<String> failure(Throwable thrown) {
      return begin(() -> CloseTaskTest.<RuntimeException>sneak(thrown)).report(0).failure();
    }
  }

  @Nested
  class OneThatHangs {
    @Test
    void isReportedAsAbandoned() {
      threads.hanging.add("close-pool");
      CloseTask task = begin(() -> {});

      assertThat(task.report(Duration.ofSeconds(3).toNanos()))
          .hasToString("pool 3.0s: did not return");
    }

    @Test
    void isNotCalledClosedWhenItReturnsAfterAll() {
      threads.hanging.add("close-pool");
      CloseTask task = begin(() -> {});
      assertThat(task.report(Duration.ofSeconds(3).toNanos())).matches(Account::isAbandoned);
      time.advance(Duration.ofSeconds(1));
      threads.release("close-pool");

      assertThat(task.report(Long.MAX_VALUE).failure()).contains("did not return");
    }
  }

  private CloseTask begin(AutoCloseable closeable) {
    return CloseTask.begin(new Resource("pool", closeable), calls, time);
  }

  @SuppressWarnings("unchecked") // lets a checked exception pass as an unchecked one
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
