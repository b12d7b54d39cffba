package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.CloseReport;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.InterruptedOnce;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.text.DurationText;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.ManualTime;
import io.lameduck.internal.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Three resources, opened in the order of the alphabet, and nine seconds to close them. */
class ResourcesTest {
  private static final Deadline NINE_SECONDS = Deadline.after(0, Duration.ofSeconds(9));

  private final ManualTime time = new ManualTime();
  private final List<String> events = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final RecordedLog log = new RecordedLog();
  private final LogWriter logWriter = new LogWriter(log, Runnable::run);
  private final StagedThreads threads = new StagedThreads();

  @Nested
  class ThatCloseInTime {
    @Test
    void areClosedLastOpenedFirst() {
      assertThat(close(abc())).containsExactly("c 0.0s", "b 0.0s", "a 0.0s");
      assertThat(events).containsExactly("c", "b", "a");
      assertThat(threads.parked).isEqualTo(1);
    }

    @Test
    void mayBeNone() {
      assertThat(close(List.of())).isEmpty();
      assertThat(time.elapsed()).isZero();
    }

    @Test
    void areClosedThoughAnotherThrows() {
      Resource broken =
          new Resource(
              "broken",
              () -> {
                throw new IOException("planned");
              });

      assertThat(close(List.of(resource("a"), broken)))
          .containsExactly("broken 0.0s: java.io.IOException: planned", "a 0.0s");
      assertThat(log.lines())
          .containsExactly("WARN failed to close broken 0.0s: java.io.IOException: planned");
    }

    @Test
    void areClosedThoughNoTimeIsLeft() {
      time.advance(Duration.ofSeconds(10));

      assertThat(close(abc())).containsExactly("c 0.0s", "b 0.0s", "a 0.0s");
    }
  }

  @Nested
  class TimeIsSharedFairly {
    @Test
    void soThatOneThatHangsLeavesTheOthersTheirPart() {
      hang("c", "b", "a");
      close(abc());

      assertThat(begun).containsExactly("0s close-c", "3s close-b", "6s close-a");
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void soThatWhatOneDoesNotNeedIsThereForTheOthers() {
      hang("b", "a");
      close(abc());

      assertThat(begun).containsExactly("0s close-c", "0s close-b", "4s500ms close-a");
    }

    @Test
    void andNobodyIsStartedLateOnceNoneIsLeft() {
      time.advance(Duration.ofSeconds(10));
      hang("c", "b", "a");
      close(abc());

      assertThat(begun).containsExactly("10s close-c", "10s close-b", "10s close-a");
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  @Nested
  class OneThatTakesLongerThanItsShare {
    @Test
    void goesOnInTheBackground() {
      firstReturnsAfter(Duration.ofSeconds(5));

      assertThat(close(abc())).containsExactly("c 5.0s", "b 0.0s", "a 0.0s");
      assertThat(begun).containsExactly("0s close-c", "3s close-b", "3s close-a");
      assertThat(events).containsExactly("b", "a", "c");
    }

    @Test
    void isWaitedForNoLongerThanItTakes() {
      firstReturnsAfter(Duration.ofMillis(8_999));
      close(abc());

      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(8_999));
    }

    @Test
    void isAbandonedAtTheVeryEnd() {
      hang("c");

      assertThat(close(abc())).containsExactly("c 9.0s: did not return", "b 0.0s", "a 0.0s");
      assertThat(log.lines()).containsExactly("WARN failed to close c 9.0s: did not return");
    }

    private void firstReturnsAfter(Duration moment) {
      hang("c");
      time.at(moment, () -> threads.release("close-c"));
    }
  }

  @Nested
  class WhereThereIsNoThreadToReplaceTheOneThatHangs {
    @Test
    void theOthersAreReportedAsNotClosed() {
      threads.available = 1;
      hang("c");

      assertThat(close(abc()))
          .containsExactly(
              "c 9.0s: did not return",
              "b 0.0s: no thread to run it",
              "a 0.0s: no thread to run it");
    }

    @Test
    void noneIsNeededAsLongAsNoneHangs() {
      threads.available = 1;

      assertThat(close(abc())).containsExactly("c 0.0s", "b 0.0s", "a 0.0s");
    }
  }

  @Nested
  class TheLog {
    @Test
    void tellsOfWhatTookASecond() {
      close(List.of(slow(Duration.ofSeconds(1))));

      assertThat(log.lines()).containsExactly("INFO closed slow 1.0s");
    }

    @Test
    void saysNothingOfWhatTookLess() {
      close(List.of(slow(Duration.ofMillis(999))));

      assertThat(log.lines()).isEmpty();
    }

    private Resource slow(Duration duration) {
      return new Resource("slow", () -> time.advance(duration));
    }
  }

  @Test
  void isNotEndedByAnInterrupt() {
    hang("a");
    time.at(Duration.ofSeconds(1), () -> threads.release("close-a"));

    assertThat(close(List.of(resource("a")), new InterruptedOnce(time))).containsExactly("a 1.0s");
  }

  private List<String> close(List<Resource> resources) {
    return close(resources, time);
  }

  private List<String> close(List<Resource> resources, Time time) {
    Calls calls = new Calls(noting(threads), time, "calls");
    return new Resources(resources, calls, time, logWriter)
        .close(NINE_SECONDS).stream().map(CloseReport::toString).toList();
  }

  private void hang(String... names) {
    Stream.of(names).forEach(name -> threads.hanging.add("close-" + name));
  }

  /** Notes when each task began. */
  private Threads noting(Threads threads) {
    return new Threads() {
      @Override
      public Worker park(String name) {
        Worker worker = threads.park(name);
        return new Worker() {
          @Override
          public void run(String task, Runnable work) {
            begun.add(DurationText.exact(time.elapsed()) + " " + task);
            worker.run(task, work);
          }

          @Override
          public void retire() {}
        };
      }

      @Override
      public Runnable keepAlive() {
        return threads.keepAlive();
      }
    };
  }

  private List<Resource> abc() {
    return Stream.of("a", "b", "c").map(this::resource).toList();
  }

  private Resource resource(String name) {
    return new Resource(name, () -> events.add(name));
  }
}
