package io.lameduck.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.Mute;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Foreign code may do what it likes, and its caller goes on. */
class CallsTest {
  private static final long ONE_SECOND = Duration.ofSeconds(1).toNanos();

  private final ManualTime time = new ManualTime();
  private final StagedThreads threads = new StagedThreads();
  private final Calls calls = new Calls(threads, time, "calls");

  @Test
  void whatReturnsIsDone() {
    CallResult<String> result = calls.call("code", () -> "value", ONE_SECOND);

    assertThat(result.kind()).isEqualTo(CallResult.Kind.DONE);
    assertThat(result.orElse("other")).isEqualTo("value");
    assertThat(time.elapsed()).isZero();
  }

  @Test
  void nothingIsAValueToo() {
    CallResult<String> result = calls.call("code", () -> null, ONE_SECOND);

    assertThat(result.failure()).isEmpty();
    assertThat(result.orElse("other")).isEqualTo("other");
  }

  @Nested
  class WhatThrows {
    @Test
    void failsWithItsText() {
      assertThat(failure(new IllegalStateException("no")))
          .contains("java.lang.IllegalStateException: no");
    }

    @Test
    void mayThrowAnError() {
      assertThat(failure(new StackOverflowError())).contains("java.lang.StackOverflowError");
    }

    @Test
    void mayThrowWhatHasNoText() {
      assertThat(failure(new Unspeakable())).contains(Unspeakable.class.getName());
      assertThat(failure(new Mute())).contains(Mute.class.getName());
    }

    private Optional<String> failure(Throwable thrown) {
      return calls
          .call("code", () -> CallsTest.<RuntimeException>sneak(thrown), ONE_SECOND)
          .failure();
    }
  }

  @Nested
  class WhatHangs {
    @Test
    void isWaitedForUntilItsTimeIsUp() {
      threads.hanging.add("code");
      CallResult<String> result = calls.call("code", () -> "value", ONE_SECOND);

      assertThat(result.isHung()).isTrue();
      assertThat(time.nanos()).isEqualTo(ONE_SECOND);
    }

    @Test
    void isReplacedByAnotherThread() {
      threads.hanging.add("code");
      calls.call("code", () -> "value", ONE_SECOND);

      assertThat(calls.call("next", () -> "value", ONE_SECOND).failure()).isEmpty();
      assertThat(threads.parked).isEqualTo(2);
    }

    @Test
    void givesItsThreadBackWhenItReturnsAfterAll() {
      threads.hanging.add("code");
      calls.call("code", () -> "value", ONE_SECOND);
      threads.release("code");
      calls.call("next", () -> "value", ONE_SECOND);

      assertThat(threads.parked).isEqualTo(1);
    }

    @Test
    void makesTheNextOneFailWhereNoThreadIsLeft() {
      threads.available = 1;
      threads.hanging.add("code");
      calls.call("code", () -> "value", ONE_SECOND);

      assertThat(calls.call("next", () -> "value", 2 * ONE_SECOND).failure())
          .contains("no thread to run it");
      assertThat(time.nanos()).isEqualTo(ONE_SECOND);
    }
  }

  @Test
  void oneThreadIsEnoughForAllThatReturns() {
    threads.available = 1;
    for (int i = 0; i < 100; i++) {
      assertThat(calls.call("code", () -> "value", ONE_SECOND).failure()).isEmpty();
    }
  }

  @Test
  void noThreadAtTheStartIsAnErrorThere() {
    threads.available = threads.parked;

    assertThatThrownBy(() -> new Calls(threads, time, "calls"))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @SuppressWarnings("unchecked") // lets a checked exception pass as an unchecked one
  private static <E extends Throwable> String sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
