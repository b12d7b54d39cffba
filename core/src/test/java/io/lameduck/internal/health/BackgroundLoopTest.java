package io.lameduck.internal.health;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {
  private final ManualLoop manual = new ManualLoop();
  private final List<String> events = new ArrayList<>();

  @Test
  void takesNoThreadWithoutWork() {
    assertThat(manual.threads()).isZero();
  }

  @Test
  void takesOneThreadForAllWork() {
    manual.loop().add(every(ofSeconds(3), "a"));
    manual.loop().add(every(ofSeconds(5), "b"));
    assertThat(manual.threads()).isEqualTo(1);
  }

  @Test
  void sleepsUntilTheFirstWorkIsDue() {
    manual.loop().add(every(ofSeconds(3), "a"));
    manual.loop().add(every(ofSeconds(5), "b"));
    manual.runUntil(ofSeconds(7));
    assertThat(events).containsExactly("0s a", "0s b", "3s a", "5s b", "6s a", "a ends", "b ends");
  }

  @Test
  void looksAtOnceWhenWoken() {
    manual.loop().add(always("a"));
    manual.at(ofSeconds(2), manual.loop()::wake);
    manual.runUntil(ofSeconds(7));
    assertThat(events).containsExactly("0s a", "2s a", "a ends");
  }

  @Test
  void looksAtWorkThatComesLate() {
    manual.loop().add(always("a"));
    manual.at(ofSeconds(2), () -> manual.loop().add(every(ofSeconds(3), "b")));
    manual.runUntil(ofSeconds(6));
    assertThat(events).containsExactly("0s a", "2s a", "2s b", "5s a", "5s b", "a ends", "b ends");
  }

  @Test
  void workThatThrowsIsTriedAgainAndHarmsNoOther() {
    manual.loop().add(failing());
    manual.loop().add(every(ofSeconds(5), "b"));
    manual.runUntil(ofSeconds(2));
    assertThat(events).contains("0s b").endsWith("1s failed", "failed to end", "b ends");
  }

  @Test
  void endsWhenClosedBeforeItStarts() {
    manual.loop().close();
    manual.loop().add(always("a"));
    manual.runUntil(ofSeconds(1));
    assertThat(events).containsExactly("a ends");
  }

  private Tickable every(Duration period, String name) {
    return new Tickable() {
      private long due;

      @Override
      public long tick(long now) {
        if (now >= due) {
          note(name);
          due = now + period.toNanos();
        }
        return due - now;
      }

      @Override
      public void stop() {
        events.add(name + " ends");
      }
    };
  }

  private Tickable always(String name) {
    return new Tickable() {
      @Override
      public long tick(long now) {
        note(name);
        return NEVER;
      }

      @Override
      public void stop() {
        events.add(name + " ends");
      }
    };
  }

  private Tickable failing() {
    return new Tickable() {
      @Override
      public long tick(long now) {
        note("failed");
        throw new NoClassDefFoundError("planned");
      }

      @Override
      public void stop() {
        events.add("failed to end");
        throw new IllegalStateException("planned");
      }
    };
  }

  private void note(String what) {
    events.add(DurationText.exact(manual.time().elapsed()) + " " + what);
  }
}
