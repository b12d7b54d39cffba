package io.lameduck;

import static io.lameduck.SignalTraps.raise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Real signals, which the JVM raises at itself and delivers on threads of its own. */
class SignalsTest {
  private final SignalTraps before = new SignalTraps();
  private final Ear ear = new Ear();

  @AfterEach
  void restore() {
    ear.signals.close();
    before.close();
  }

  @Nested
  class ASignal {
    @ParameterizedTest
    @CsvSource({"TERM, SIGTERM", "INT, SIGINT"})
    void isHeardAndNobodyElseHearsIt(String name, Trigger trigger) {
      before.assumePossible(name);
      ear.signals.install();
      raise(name);

      await().until(() -> ear.first.equals(List.of(trigger)));
      assertThat(ear.second).isEmpty();
      assertThat(before.caught()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TERM, TERM, 143", "INT, INT, 130", "INT, TERM, 143", "TERM, INT, 130"})
    void isTheSecondOneWhateverTheFirstWas(String first, String second, int status) {
      before.assumePossible(first);
      before.assumePossible(second);
      ear.signals.install();
      raise(first);
      await().until(() -> ear.first.size() == 1);
      raise(second);

      await().until(() -> ear.second.equals(List.of(status)));
      assertThat(ear.first).hasSize(1);
    }

    @Test
    void isAlsoASecondOneWhenItIsTheThird() {
      before.assumePossible("INT");
      ear.signals.install();
      raise("TERM");
      await().until(() -> ear.first.size() == 1);
      raise("TERM");
      raise("INT");

      await().until(() -> ear.second.size() == 2);
      assertThat(ear.second).containsExactlyInAnyOrder(143, 130);
    }
  }

  @Nested
  class Closing {
    @Test
    void putsBackTheHandlersThatWereThereBefore() {
      ear.signals.install();
      assertThat(before.set()).isEmpty();
      ear.signals.close();

      assertThat(before.set()).isEqualTo(before.possible());
    }

    @Test
    void leavesAHandlerAloneThatSomebodyHasSetSince() {
      SignalHandler foreign = signal -> {};
      ear.signals.install();
      Signal.handle(new Signal("TERM"), foreign);
      ear.signals.close();

      assertThat(SignalTraps.current("TERM")).isSameAs(foreign);
      assertThat(before.set()).doesNotContain("TERM");
    }

    @Test
    void twiceIsHarmless() {
      ear.signals.install();
      ear.signals.close();
      SignalHandler foreign = signal -> {};
      Signal.handle(new Signal("TERM"), foreign);
      ear.signals.close();

      assertThat(SignalTraps.current("TERM")).isSameAs(foreign);
    }
  }

  /** The ear of one was there before the other one's. */
  @Nested
  class TwoInOneJvm {
    private final Ear later = new Ear();

    @AfterEach
    void close() {
      later.signals.close();
    }

    @Test
    void bothHear() {
      installBoth();
      raise("TERM");
      await().until(() -> ear.first.size() == 1 && later.first.size() == 1);
      raise("TERM");

      await().until(() -> ear.second.equals(List.of(143)) && later.second.equals(List.of(143)));
    }

    @Test
    void bothHearThoughTheLaterOneFails() {
      ear.signals.install();
      Signals failing =
          new Signals(
              trigger -> {
                throw new IllegalStateException("planned");
              },
              later.second::add);
      failing.install();
      raise("TERM");

      await().dontCatchUncaughtExceptions().until(() -> ear.first.size() == 1);
      failing.close();
    }

    @Test
    void theEarlierOneHearsOnWhenTheLaterOneIsClosed() {
      installBoth();
      later.signals.close();
      raise("TERM");

      await().until(() -> ear.first.size() == 1);
      assertThat(later.first).isEmpty();
    }

    @Test
    void theLaterOneHearsOnWhenTheEarlierOneIsClosed() {
      installBoth();
      ear.signals.close();
      raise("TERM");
      await().until(() -> later.first.size() == 1);
      raise("TERM");

      await().until(() -> later.second.size() == 1);
      assertThat(ear.first).isEmpty();
      assertThat(ear.second).isEmpty();
    }

    @Test
    void leaveNothingBehindInWhateverOrderTheyAreClosed() {
      installBoth();
      ear.signals.close();
      later.signals.close();

      assertThat(before.set()).isEqualTo(before.possible());
    }

    @Test
    void leaveNothingBehindWithAThirdInBetween() {
      Ear third = new Ear();
      installBoth();
      third.signals.install();
      ear.signals.close();
      later.signals.close();
      third.signals.close();

      assertThat(before.set()).isEqualTo(before.possible());
    }

    private void installBoth() {
      ear.signals.install();
      later.signals.install();
    }
  }

  @Nested
  class WhereASignalCannotBeHad {
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void becauseItIsIgnoredAWarningSaysSo() throws Exception {
      assertThat(ChildJvm.runIgnoringSigterm(Installing.class).output())
          .contains("WARN", "SIGTERM is ignored", "look for trap ''", "installed")
          .doesNotContain("SIGINT");
    }

    @Test
    void becauseOfAnOptionTheShutdownHookHasToDo() throws Exception {
      assertThat(ChildJvm.run(Installing.class, "-Xrs").output())
          .contains("SIGTERM is handled by a shutdown hook", "SIGINT is", "installed");
    }

    @Test
    void isNotHere() throws Exception {
      assertThat(ChildJvm.run(Installing.class).output().strip()).isEqualTo("installed");
    }
  }

  /** A process that wants to hear signals. */
  static final class Installing {
    private Installing() {}

    public static void main(String[] args) {
      new Ear().signals.install();
      System.out.println("installed");
    }
  }

  /** What one service hears. */
  private static final class Ear {
    private final List<Trigger> first = new CopyOnWriteArrayList<>();
    private final List<Integer> second = new CopyOnWriteArrayList<>();
    private final Signals signals = new Signals(first::add, second::add);
  }
}
