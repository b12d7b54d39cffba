package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.probe.RecordedLog;
import io.lameduck.time.ManualTime;
import io.lameduck.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Three resources, opened in the order of the alphabet, and nine seconds to close them. */
class ClosingTest {
  private static final Deadline NINE_SECONDS = Deadline.after(0, Duration.ofSeconds(9));

  private final ManualTime time = new ManualTime();
  private final List<String> events = new ArrayList<>();
  private final RecordedLog log = new RecordedLog();
  private final Journal journal = new Journal(log, Runnable::run);

  @Nested
  class Resources {
    @Test
    void areClosedLastOpenedFirst() {
      assertThat(close(abc(), inline())).containsExactly("c 0.0s", "b 0.0s", "a 0.0s");
      assertThat(events).containsExactly("0s close-c", "c", "0s close-b", "b", "0s close-a", "a");
    }

    @Test
    void mayBeNone() {
      assertThat(close(List.of(), inline())).isEmpty();
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

      assertThat(close(List.of(resource("a"), broken), inline()))
          .containsExactly("broken 0.0s: java.io.IOException: planned", "a 0.0s");
      assertThat(log.lines())
          .containsExactly("WARN failed to close broken 0.0s: java.io.IOException: planned");
    }

    @Test
    void areClosedThoughNoTimeIsLeft() {
      time.advance(Duration.ofSeconds(10));

      assertThat(close(abc(), inline())).containsExactly("c 0.0s", "b 0.0s", "a 0.0s");
    }
  }

  @Nested
  class TimeIsSharedFairly {
    @Test
    void soThatOneThatHangsLeavesTheOthersTheirPart() {
      close(abc(), hanging());

      assertThat(events).containsExactly("0s close-c", "3s close-b", "6s close-a");
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void soThatWhatOneDoesNotNeedIsThereForTheOthers() {
      close(
          abc(), (name, task) -> (name.equals("close-c") ? inline() : hanging()).start(name, task));

      assertThat(events).containsExactly("0s close-c", "c", "0s close-b", "4s500ms close-a");
    }

    @Test
    void andNobodyIsStartedLateOnceNoneIsLeft() {
      time.advance(Duration.ofSeconds(10));
      close(abc(), hanging());

      assertThat(events).containsExactly("10s close-c", "10s close-b", "10s close-a");
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  @Nested
  class OneThatTakesLongerThanItsShare {
    @Test
    void goesOnInTheBackground() {
      assertThat(close(abc(), firstReturnsAfter(Duration.ofSeconds(5))))
          .containsExactly("c 5.0s", "b 0.0s", "a 0.0s");
      assertThat(events).containsExactly("0s close-c", "3s close-b", "b", "3s close-a", "a", "c");
    }

    @Test
    void isWaitedForNoLongerThanItTakes() {
      close(abc(), firstReturnsAfter(Duration.ofMillis(8_999)));

      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(8_999));
    }

    @Test
    void isAbandonedAtTheVeryEnd() {
      assertThat(close(abc(), firstReturnsAfter(Duration.ofMillis(9_001))))
          .containsExactly("c 9.0s: did not return", "b 0.0s", "a 0.0s");
      assertThat(log.lines()).containsExactly("WARN failed to close c 9.0s: did not return");
    }

    private Starter firstReturnsAfter(Duration moment) {
      return (name, task) -> {
        if (name.equals("close-c")) {
          hanging().start(name, task);
          time.at(moment, task);
        } else {
          inline().start(name, task);
        }
      };
    }
  }

  @Nested
  class TheLog {
    @Test
    void tellsOfWhatTookASecond() {
      close(List.of(slow(Duration.ofSeconds(1))), inline());

      assertThat(log.lines()).containsExactly("INFO closed slow 1.0s");
    }

    @Test
    void saysNothingOfWhatTookLess() {
      close(List.of(slow(Duration.ofMillis(999))), inline());

      assertThat(log.lines()).isEmpty();
    }

    private Resource slow(Duration duration) {
      return new Resource("slow", () -> time.advance(duration));
    }
  }

  @Test
  void isNotEndedByAnInterrupt() {
    Starter afterASecond = (name, task) -> time.at(Duration.ofSeconds(1), task);

    assertThat(close(List.of(resource("a")), afterASecond, new InterruptedOnce(time)))
        .containsExactly("a 1.0s");
    assertThat(log.lines()).startsWith("WARN closing was interrupted, and goes on");
  }

  private List<String> close(List<Resource> resources, Starter starter) {
    return close(resources, starter, time);
  }

  private List<String> close(List<Resource> resources, Starter starter, Time time) {
    return new Closing(time, starter, journal)
        .close(resources, NINE_SECONDS).stream().map(CloseReport::toString).toList();
  }

  private Starter inline() {
    return (name, task) -> {
      hanging().start(name, task);
      task.run();
    };
  }

  private Starter hanging() {
    return (name, task) -> events.add(DurationText.show(time.elapsed()) + " " + name);
  }

  private List<Resource> abc() {
    return Stream.of("a", "b", "c").map(this::resource).toList();
  }

  private Resource resource(String name) {
    return new Resource(name, () -> events.add(name));
  }
}
