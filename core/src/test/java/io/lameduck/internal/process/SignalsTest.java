package io.lameduck.internal.process;

import static io.lameduck.internal.process.SignalTraps.raise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.ChildJvm;
import io.lameduck.StopSignal;
import io.lameduck.Trigger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
    @EnumSource(names = "SIGTERM", mode = EnumSource.Mode.EXCLUDE)
    void thatStopsTheContainerIsHeardAndLeavesTheOthersAlone(StopSignal signal) {
      String name = signal.name().substring("SIG".length());
      try (SignalTraps unheard = new SignalTraps(name)) {
        unheard.assumePossible(name);
        ear.signals.install(signal);
        raise(name);
        raise("TERM");

        await().until(() -> ear.first.equals(List.of(Trigger.STOP_SIGNAL)));
        await().until(() -> before.caught().equals(List.of("TERM")));
        assertThat(unheard.caught()).isEmpty();
      }
    }

    @Test
    void thatStopsTheContainerIsHeardOnceWhereItIsTheUsualOne() {
      ear.signals.install();
      ear.signals.install(StopSignal.SIGTERM);
      raise("TERM");

      await().until(() -> ear.first.equals(List.of(Trigger.SIGTERM)));
    }

    @Test
    void thatAMachineRepeatsIsHeardAgainAndHurriesNothing() {
      ear.signals.install();
      raise("TERM");
      await().until(() -> ear.first.size() == 1);
      raise("TERM");

      await().until(() -> ear.first.equals(List.of(Trigger.SIGTERM, Trigger.SIGTERM)));
      assertThat(ear.second).isEmpty();
    }

    @Test
    void thatAPersonRepeatsEndsAllAtOnceWhateverCameBefore() {
      before.assumePossible("INT");
      ear.signals.install();
      raise("TERM");
      await().until(() -> ear.first.size() == 1);
      raise("INT");
      await().until(() -> ear.first.equals(List.of(Trigger.SIGTERM, Trigger.SIGINT)));
      assertThat(ear.second).isEmpty();
      raise("INT");

      await().until(() -> ear.second.equals(List.of(130)));
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

      await().until(() -> ear.first.size() == 2 && later.first.size() == 2);
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

      await().until(() -> later.first.size() == 2);
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
    void becauseOfAnOptionAWarningSaysThatTheProcessDies() throws Exception {
      assertThat(ChildJvm.run(Installing.class, "-Xrs").output())
          .contains("WARN", "SIGTERM ends the process at once", "remove -Xrs", "installed")
          .contains("SIGINT ends the process at once")
          .doesNotContain("shutdown hook");
    }

    /** What the warning says. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void becauseOfAnOptionTheProcessDiesWithoutItsHooks() throws Exception {
      ChildJvm died = ChildJvm.run(Dying.class, "-Xrs");

      assertThat(died.status()).isEqualTo(143);
      assertThat(died.output()).contains("dying").doesNotContain("hook ran", "survived");
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

  /** A process with a hook that is sent SIGTERM. */
  static final class Dying {
    private Dying() {}

    public static void main(String[] args) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
      System.out.println("dying");
      new ProcessBuilder("kill", "-TERM", String.valueOf(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(10_000); // the signal is on its way
      System.out.println("survived");
    }
  }

  /** What one service hears. */
  private static final class Ear {
    private final List<Trigger> first = new CopyOnWriteArrayList<>();
    private final List<Integer> second = new CopyOnWriteArrayList<>();
    private final Signals signals = new Signals(first::add, second::add);
  }
}
