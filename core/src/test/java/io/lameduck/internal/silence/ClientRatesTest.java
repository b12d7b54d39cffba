package io.lameduck.internal.silence;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lameduck.internal.config.GivenSettings;
import io.lameduck.internal.work.SilenceModel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When silence proves something: the arithmetic, one client at a time and all together. */
class ClientRatesTest {
  private static final double RISK = 0.001;
  private static final long SIGNAL = ofMinutes(10).toNanos();
  private static final InetAddress ANN = address(1);
  private static final InetAddress BEN = address(2);

  private final ClientRates rates = new ClientRates(RISK, 0);

  @Nested
  class OneClient {
    @Test
    void isConcludedGoneWhenItsSilenceHasBecomeLessLikelyThanTheRisk() {
      connections(ANN, 100, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      double silence = seconds(rates.conclusiveAt() - SIGNAL);
      double chance = Math.pow(60 / (60 + silence), 100);
      assertThat(chance).isCloseTo(RISK / 2, within(RISK / 1_000));
    }

    @Test
    void provesMoreTheBusierItWas() {
      assertThat(silenceNeeded(1_000)).isLessThan(silenceNeeded(100));
      assertThat(silenceNeeded(100)).isLessThan(silenceNeeded(20));
    }

    @Test
    void provesNothingByOneConnectionJustBeforeTheSignal() {
      rates.connection(ANN, SIGNAL - 1_000_000);
      rates.shutdownBegan(SIGNAL);
      assertThat(rates.conclusiveAt()).isEqualTo(SilenceModel.NEVER);
    }

    @Test
    void thatCameForTheFirstTimeAfterTheSignalIsNeverConcludedGone() {
      connections(ANN, 1_000, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      rates.connection(BEN, SIGNAL + 1);
      assertThat(rates.conclusiveAt()).isEqualTo(SilenceModel.NEVER);
    }

    @Test
    void isJudgedByItsRateAfterTheSignalIfThatIsSlower() {
      connections(ANN, 6_000, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      long before = rates.conclusiveAt() - SIGNAL;
      for (int i = 1; i <= 10; i++) {
        rates.connection(ANN, SIGNAL + ofMillis(100).toNanos() * i);
      }
      double silence = seconds(rates.conclusiveAt() - SIGNAL) - 1;
      double share = RISK / (11 * 12);
      assertThat(Math.pow(1 / (1 + silence), 10)).isCloseTo(share, within(share / 100));
      assertThat(silence).isGreaterThan(seconds(before));
    }

    @Test
    void isMisjudgedWithTheRiskAtMostHoweverManyOfItsSilencesAreJudged() {
      connections(ANN, 6_000, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      double chance = 0;
      for (int i = 1; i <= 10_000; i++) {
        long last = SIGNAL + ofMillis(10).toNanos() * (i - 1);
        chance += Math.exp(-100 * seconds(rates.conclusiveAt() - last));
        rates.connection(ANN, last + ofMillis(10).toNanos());
      }
      assertThat(chance).isPositive().isLessThan(RISK);
    }

    @Test
    void thatFellSilentMinutesAgoIsForgotten() {
      rates.connection(BEN, SIGNAL - ofSeconds(121).toNanos());
      connections(ANN, 1_000, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      assertThat(rates.conclusiveAt()).isNotEqualTo(SilenceModel.NEVER);
    }

    @Test
    void isJudgedByTheLastMinutesOnly() {
      connections(ANN, 100_000, SIGNAL - ofMinutes(5).toNanos(), ofMinutes(1));
      connections(ANN, 20, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      assertThat(seconds(rates.conclusiveAt() - SIGNAL)).isGreaterThan(10);
    }

    private double silenceNeeded(int connections) {
      ClientRates fresh = new ClientRates(RISK, 0);
      long step = ofMinutes(1).toNanos() / connections;
      for (int i = connections; i > 0; i--) {
        fresh.connection(ANN, SIGNAL - step * i);
      }
      fresh.shutdownBegan(SIGNAL);
      return seconds(fresh.conclusiveAt() - SIGNAL);
    }
  }

  @Nested
  class AllClients {
    @Test
    void haveToBeConcludedGoneNotJustTheBusiest() {
      connections(ANN, 10_000, ofMinutes(1));
      connections(BEN, 100, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      long both = rates.conclusiveAt() - SIGNAL;

      ClientRates onlyBen = new ClientRates(RISK, 0);
      long step = ofMinutes(1).toNanos() / 100;
      for (int i = 100; i > 0; i--) {
        onlyBen.connection(BEN, SIGNAL - step * i);
      }
      onlyBen.shutdownBegan(SIGNAL);
      assertThat(both).isEqualTo(onlyBen.conclusiveAt() - SIGNAL);
    }

    @Test
    void proveNothingIfThereAreNone() {
      rates.shutdownBegan(SIGNAL);
      assertThat(rates.conclusiveAt()).isEqualTo(SilenceModel.NEVER);
    }

    @Test
    void proveNothingIfThereAreMoreThanAreKept() {
      for (int i = 0; i <= ClientRates.MAX_CLIENTS; i++) {
        rates.connection(address(i), SIGNAL - 1_000);
      }
      rates.shutdownBegan(SIGNAL);
      assertThat(rates.conclusiveAt()).isEqualTo(SilenceModel.NEVER);
    }

    @Test
    void proveSomethingAgainWhenThoseThatWereNotKeptAreLongGone() {
      assertThat(provenWhenThereWereTooMany(2 * ClientRate.WINDOW - 1)).isFalse();
      assertThat(provenWhenThereWereTooMany(2 * ClientRate.WINDOW)).isTrue();
    }

    /** A crowd, a while without it, and one client that is judged as ever. */
    private static boolean provenWhenThereWereTooMany(long nanosAgo) {
      ClientRates rates = new ClientRates(RISK, 0);
      for (int i = 0; i <= ClientRates.MAX_CLIENTS; i++) {
        rates.connection(address(i), SIGNAL - nanosAgo);
      }
      for (long ago = ofSeconds(59).toNanos(); ago > 0; ago -= ofMillis(50).toNanos()) {
        rates.connection(address(1), SIGNAL - ago);
      }
      rates.shutdownBegan(SIGNAL);
      return rates.conclusiveAt() != SilenceModel.NEVER;
    }

    @Test
    void proveNothingIfTheyAreTooManyAfterTheSignal() {
      connections(ANN, 1_000, ofMinutes(1));
      rates.shutdownBegan(SIGNAL);
      for (int i = 0; i <= ClientRates.MAX_CLIENTS; i++) {
        rates.connection(address(i), SIGNAL + 1);
      }
      assertThat(rates.conclusiveAt()).isEqualTo(SilenceModel.NEVER);
    }

    @Test
    void proveNothingBeforeTheSignal() {
      connections(ANN, 1_000, ofMinutes(1));
      assertThat(rates.conclusiveAt()).isEqualTo(SilenceModel.NEVER);
    }

    @Test
    void areNotKeptWhenNoEarlyEndIsWanted() {
      SilenceModel off = ClientRates.of(GivenSettings.inACluster().read(), 0);
      off.connection(ANN, SIGNAL - 1);
      off.shutdownBegan(SIGNAL);
      assertThat(off.conclusiveAt()).isEqualTo(SilenceModel.NEVER);
    }
  }

  private void connections(InetAddress client, int count, Duration over) {
    connections(client, count, SIGNAL - over.toNanos(), over);
  }

  private void connections(InetAddress client, int count, long from, Duration over) {
    long step = over.toNanos() / count;
    for (int i = 0; i < count; i++) {
      rates.connection(client, from + step * i);
    }
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
