package io.lameduck.internal.shutdown;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.EndReason;
import io.lameduck.Setting;
import io.lameduck.internal.config.GivenSettings;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.silence.ClientRates;
import io.lameduck.internal.time.ManualTime;
import io.lameduck.internal.work.Arrivals;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When the lame duck is over, and why: just before and just at each boundary. */
class PropagationWaitTest {
  private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

  private final ManualTime time = new ManualTime();
  private GivenSettings settings = inACluster().env(Setting.PROPAGATION_MAX, "15s");
  private Duration preStop = Duration.ZERO;
  private Duration cutoff = ofSeconds(25);
  private boolean congested;

  @Nested
  class ByItself {
    @Test
    void itLastsThePropagationDelay() {
      Stage stage = new Stage();
      stage.goesOnUntil(ofSeconds(5), EndReason.QUIET);
    }

    @Test
    void aPreStopSleepIsPartOfTheDelay() {
      preStop = ofSeconds(3);
      settings = settings.env(Setting.PRESTOP_SLEEP, "3s");
      new Stage().goesOnUntil(ofSeconds(2), EndReason.QUIET);
    }

    @Test
    void afterALongPreStopSleepTheQuietPeriodIsStillOwed() {
      preStop = ofSeconds(20);
      settings = settings.env(Setting.PRESTOP_SLEEP, "20s");
      new Stage().goesOnUntil(ofSeconds(1), EndReason.QUIET);
    }

    @Test
    void itEndsForTheDrainWhenTimeIsShort() {
      cutoff = ofSeconds(3);
      new Stage().goesOnUntil(ofSeconds(3), EndReason.DEADLINE);
    }

    @Test
    void itIsSkippedWhenNoneIsConfigured() {
      settings = settings.env(Setting.PROPAGATION_DELAY, "0s").env(Setting.PROPAGATION_MAX, "0s");
      assertThat(new Stage().ended()).contains(EndReason.SKIPPED);
    }
  }

  @Nested
  class WithNewConnections {
    @Test
    void itGoesOnForAQuietPeriodAfterTheLastOne() {
      Stage stage = new Stage();
      stage.connectAt(ofMillis(4_400));
      stage.goesOnUntil(ofMillis(5_400), EndReason.QUIET);
    }

    @Test
    void anEarlyOneChangesNothing() {
      Stage stage = new Stage();
      stage.connectAt(ofMillis(3_999));
      stage.goesOnUntil(ofSeconds(5), EndReason.QUIET);
    }

    @Test
    void itEndsAtTheMaximumThoughTheyKeepComing() {
      Stage stage = new Stage();
      for (int i = 1; i < 30; i++) {
        stage.connectAt(ofMillis(600L * i));
      }
      stage.goesOnUntil(ofSeconds(15), EndReason.MAX);
    }

    @Test
    void silenceThatIsQuietAndAtTheMaximumAtOnceCountsAsQuiet() {
      Stage stage = new Stage();
      for (int i = 1; i <= 28; i++) {
        stage.connectAt(ofMillis(500L * i));
      }
      stage.goesOnUntil(ofSeconds(15), EndReason.QUIET);
    }
  }

  @Nested
  class WithClientsThatWaitOutside {
    @Test
    void itGoesOnForAQuietPeriodAfterTheyWereSeenTheLastTime() {
      congested = true;
      Stage stage = new Stage();
      time.advance(ofSeconds(5));
      assertThat(stage.ended()).isEmpty();
      congested = false;
      stage.goesOnUntil(ofSeconds(1), ofSeconds(6), EndReason.QUIET);
    }

    @Test
    void itEndsAtTheMaximumThoughTheyAreNotLetIn() {
      congested = true;
      Stage stage = new Stage();
      for (int second = 5; second < 15; second++) {
        time.advance(ofSeconds(second == 5 ? 5 : 1));
        assertThat(stage.ended()).as("after %d s", second).isEmpty();
      }
      stage.goesOnUntil(ofSeconds(1), ofSeconds(15), EndReason.MAX);
    }

    @Test
    void theirSilenceIsNotConclusive() {
      congested = true;
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      Stage stage = new Stage(600);
      stage.goesOnFor(ofSeconds(1));
      congested = false;
      stage.goesOnUntil(ofSeconds(4), ofSeconds(5), EndReason.QUIET);
    }

    @Test
    void theLogTellsThatTheyHadToWait() {
      congested = true;
      Stage stage = new Stage();
      time.advance(ofSeconds(5));
      assertThat(stage.ended()).isEmpty();
      assertThat(stage.progress())
          .isEqualTo(
              "lame-duck: 0 new connections, silent for 0.0s (others had to wait for the server),"
                  + " 1.0s left if it stays so");
    }
  }

  @Nested
  class WithAnEarlyEnd {
    @Test
    void itEndsWhenTheSilenceOfABusyClientIsConclusive() {
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      Stage stage = new Stage(600); // 10 per second for a minute
      // 60 s × (0.0005^(-1/600) − 1) = 0.765 s
      stage.goesOnUntil(Duration.ofNanos(764_920_000), EndReason.CONCLUSIVE, ofMillis(1));
    }

    @Test
    void aPauseOfTheCollectorProvesNothingHoweverBusyTheClient() {
      settings = settings.env(Setting.PROPAGATION_MIN, "0s");
      Stage stage = new Stage(60_000);
      stage.goesOnUntil(ofMillis(500), EndReason.CONCLUSIVE);
    }

    @Test
    void whoComesWhileTheProcessStandsStillIsNotHeardSoTheSilenceProvesNothing() {
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      Stage stage = new Stage(600);
      stage.goesOnFor(ofMillis(200));
      time.advance(Standstill.BETWEEN_LOOKS.plus(Standstill.TOLERANCE).plusNanos(1));
      stage.goesOnUntil(ofMillis(4_450).minusNanos(1), ofSeconds(5), EndReason.QUIET);
    }

    @Test
    void theTimeBeforeTheFirstLookIsNoSilence() {
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      Stage stage = new Stage(600);
      time.advance(ofSeconds(1));
      Duration end = ofSeconds(1).plus(Duration.ofNanos(764_920_000));
      stage.goesOnFor(end.minus(ofSeconds(1)).minus(ofMillis(1)));
      time.advance(ofMillis(2));
      assertThat(stage.ended()).contains(EndReason.CONCLUSIVE);
    }

    @Test
    void aLookThatIsSomewhatLateChangesNothing() {
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      Stage stage = new Stage(600);
      stage.goesOnFor(ofMillis(200));
      time.advance(Standstill.BETWEEN_LOOKS.plus(Standstill.TOLERANCE));
      stage.goesOnFor(ofMillis(200));
      time.advance(ofMillis(15));
      assertThat(stage.ended()).contains(EndReason.CONCLUSIVE);
    }

    @Test
    void theLogTellsWhenItWillEndAndNotWhenItLooksAgain() {
      settings = settings.env(Setting.PROPAGATION_MIN, "2s");
      Stage stage = new Stage(600);
      stage.goesOnFor(ofMillis(500));
      assertThat(stage.progress()).endsWith(", 1.5s left if it stays so");
    }

    @Test
    void neverBeforeItsMinimum() {
      settings = settings.env(Setting.PROPAGATION_MIN, "2s");
      new Stage(600).goesOnUntil(ofSeconds(2), EndReason.CONCLUSIVE);
    }

    @Test
    void eachLateConnectionBreaksTheSilence() {
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      Stage stage = new Stage(600);
      stage.connectAt(ofMillis(600));
      stage.connectAt(ofMillis(1_200));
      // two in 1.2 s is slower than before, so it takes the full delay to be sure
      stage.goesOnUntil(ofSeconds(5), EndReason.QUIET);
    }

    @Test
    void tooLittleTrafficProvesNothing() {
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      new Stage(10).goesOnUntil(ofSeconds(5), EndReason.SPARSE);
    }

    @Test
    void noTrafficProvesNothing() {
      settings = settings.env(Setting.PROPAGATION_MIN, "500ms");
      new Stage(0).goesOnUntil(ofSeconds(5), EndReason.QUIET);
    }

    @Test
    void isOffUnlessTheMinimumIsBelowTheDelay() {
      new Stage(6_000).goesOnUntil(ofSeconds(5), EndReason.QUIET);
    }
  }

  /** A lame duck that begins now, after a minute in which so many connections came. */
  private final class Stage {
    private final Arrivals arrivals;
    private final PropagationWait wait;
    private final long signal;

    Stage() {
      this(0);
    }

    Stage(int connectionsBefore) {
      Settings read = settings.read();
      arrivals = new Arrivals(time, ClientRates.of(read, time.nanos()), Recording.NONE);
      for (int i = 0; i < connectionsBefore; i++) {
        arrivals.connection(CLIENT);
        time.advance(ofMinutes(1).dividedBy(connectionsBefore));
      }
      signal = time.nanos();
      arrivals.shutdownBegan();
      Deadline end = Deadline.after(signal, cutoff);
      wait = new PropagationWait(read, arrivals, () -> congested, signal - preStop.toNanos(), end);
    }

    void connectAt(Duration sinceSignal) {
      time.ifReached(Duration.ofNanos(signal).plus(sinceSignal), () -> arrivals.connection(CLIENT));
    }

    Optional<EndReason> ended() {
      return wait.ended(time.nanos());
    }

    String progress() {
      return wait.progress(time.nanos());
    }

    /** It looks whenever it has said that it would. */
    void goesOnFor(Duration span) {
      long end = time.nanos() + span.toNanos();
      while (time.nanos() < end) {
        assertThat(ended()).as("after %d ns", time.nanos() - signal).isEmpty();
        long next = Math.min(wait.lookAgainAt(time.nanos()), end);
        time.advance(Duration.ofNanos(next - time.nanos()));
      }
      assertThat(ended()).as("just before").isEmpty();
    }

    /** So long from now on, which is so long after the signal. */
    void goesOnUntil(Duration left, Duration end, EndReason reason) {
      goesOnFor(left.minusNanos(1));
      assertThat(wait.lookAgainAt(time.nanos()) - signal).isEqualTo(end.toNanos());
      time.advance(Duration.ofNanos(1));
      assertThat(ended()).as("at the moment").contains(reason);
    }

    void goesOnUntil(Duration end, EndReason reason) {
      goesOnUntil(end, reason, Duration.ofNanos(1));
    }

    /** It goes on until just before, is over at the moment, and had said that it would be. */
    void goesOnUntil(Duration end, EndReason reason, Duration tolerance) {
      goesOnFor(end.minus(tolerance));
      assertThat(wait.lookAgainAt(time.nanos()) - signal)
          .isBetween(end.minus(tolerance).toNanos(), end.plus(tolerance).toNanos());
      time.advance(tolerance.multipliedBy(tolerance.toNanos() == 1 ? 1 : 2));
      assertThat(ended()).as("at the moment").contains(reason);
    }
  }
}
