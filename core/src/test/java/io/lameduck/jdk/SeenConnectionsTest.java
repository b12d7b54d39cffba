package io.lameduck.jdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenConnectionsTest {
  private static final InetSocketAddress CLIENT = client(1, 40_000);

  private final SeenConnections seen = new SeenConnections();

  @Test
  void theFirstRequestOfAConnectionIsToldFromLaterOnes() {
    assertThat(seen.first(CLIENT, 0)).isTrue();
    assertThat(seen.first(CLIENT, 0)).isFalse();
    assertThat(seen.first(CLIENT, SECONDS.toNanos(1))).isFalse();
  }

  @Test
  void anotherPortIsAnotherConnection() {
    seen.first(CLIENT, 0);
    assertThat(seen.first(client(1, 40_001), 0)).isTrue();
  }

  @Test
  void anotherAddressIsAnotherConnection() {
    seen.first(CLIENT, 0);
    assertThat(seen.first(client(2, 40_000), 0)).isTrue();
  }

  @Test
  void aConnectionWhoseEndWasAnnouncedIsForgotten() {
    seen.first(CLIENT, 0);
    seen.forget(CLIENT);
    assertThat(seen.first(CLIENT, 0)).isTrue();
  }

  @Test
  void aConnectionIsForgottenWhenItHasBeenIdleForTwiceTheLimitOfTheServer() {
    seen.first(CLIENT, 0);
    assertThat(seen.first(CLIENT, SECONDS.toNanos(60))).isFalse();
    assertThat(seen.first(CLIENT, SECONDS.toNanos(60 + 61))).isTrue();
  }

  @Test
  void thousandsOfConnectionsAreAllNew() {
    assertThat(IntStream.range(0, 50_000).filter(i -> !seen.first(client(i, 443), 0))).isEmpty();
  }

  @Test
  void mostConnectionsAreRememberedBesideAThousandOthers() {
    IntStream.range(0, 1_000).forEach(i -> seen.first(client(i, 443), 0));
    long remembered = IntStream.range(0, 1_000).filter(i -> !seen.first(client(i, 443), 0)).count();
    assertThat(remembered).isGreaterThan(750);
  }

  @Test
  void aConnectionThatLostItsSlotToAnotherIsTakenForNewAndForgetsOnlyItself() {
    InetSocketAddress rival = rivalOf(CLIENT);
    assertThat(seen.first(CLIENT, 0)).isTrue();
    assertThat(seen.first(rival, 0)).isTrue();
    seen.forget(CLIENT);
    assertThat(seen.first(rival, 0)).isFalse();
    assertThat(seen.first(CLIENT, 0)).isTrue();
  }

  /** A connection that falls on the same slot. */
  private static InetSocketAddress rivalOf(InetSocketAddress client) {
    SeenConnections scratch = new SeenConnections();
    return IntStream.range(0, 1_000_000)
        .mapToObj(i -> client(i, 50_000))
        .filter(candidate -> displaces(candidate, client, scratch))
        .findFirst()
        .orElseThrow();
  }

  private static boolean displaces(
      InetSocketAddress candidate, InetSocketAddress client, SeenConnections seen) {
    seen.first(client, 0);
    seen.first(candidate, 0);
    return seen.first(client, 0);
  }

  private static InetSocketAddress client(int host, int port) {
    try {
      byte[] address = {10, (byte) (host >> 16), (byte) (host >> 8), (byte) host};
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
