package io.lameduck.spi;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.time.ManualTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenConnectionsTest {
  private static final InetSocketAddress CLIENT = client(1, 40_000);

  private final ManualTime time = new ManualTime();
  private final SeenConnections seen = new SeenConnections(time, ofSeconds(60));

  @Test
  void theFirstRequestOfAConnectionIsToldFromLaterOnes() {
    assertThat(first(CLIENT)).isTrue();
    assertThat(first(CLIENT)).isFalse();
    time.advance(ofSeconds(1));
    assertThat(first(CLIENT)).isFalse();
  }

  @Test
  void anotherPortIsAnotherConnection() {
    first(CLIENT);
    assertThat(first(client(1, 40_001))).isTrue();
  }

  @Test
  void anotherAddressIsAnotherConnection() {
    first(CLIENT);
    assertThat(first(client(2, 40_000))).isTrue();
  }

  @Test
  void aConnectionWhoseEndWasAnnouncedIsForgotten() {
    first(CLIENT);
    forget(CLIENT);
    assertThat(first(CLIENT)).isTrue();
  }

  @Test
  void aConnectionIsForgottenWhenItHasBeenIdleForTwiceTheLimitOfTheServer() {
    first(CLIENT);
    time.advance(ofSeconds(60));
    assertThat(first(CLIENT)).isFalse();
    time.advance(ofSeconds(61));
    assertThat(first(CLIENT)).isTrue();
  }

  @Test
  void thousandsOfConnectionsAreAllNew() {
    assertThat(IntStream.range(0, 50_000).filter(i -> !first(client(i, 443)))).isEmpty();
  }

  @Test
  void mostConnectionsAreRememberedBesideAThousandOthers() {
    IntStream.range(0, 1_000).forEach(i -> first(client(i, 443)));
    long remembered = IntStream.range(0, 1_000).filter(i -> !first(client(i, 443))).count();
    assertThat(remembered).isGreaterThan(750);
  }

  @Test
  void aConnectionThatLostItsSlotToAnotherIsTakenForNewAndForgetsOnlyItself() {
    InetSocketAddress rival = rivalOf(CLIENT);
    assertThat(first(CLIENT)).isTrue();
    assertThat(first(rival)).isTrue();
    forget(CLIENT);
    assertThat(first(rival)).isFalse();
    assertThat(first(CLIENT)).isTrue();
  }

  /** A connection that falls on the same slot. */
  private InetSocketAddress rivalOf(InetSocketAddress client) {
    return IntStream.range(0, 1_000_000)
        .mapToObj(i -> client(i, 50_000))
        .filter(candidate -> displaces(candidate, client))
        .findFirst()
        .map(this::forgotten)
        .orElseThrow();
  }

  private boolean displaces(InetSocketAddress candidate, InetSocketAddress client) {
    first(client);
    first(candidate);
    boolean displaced = first(client);
    forget(client);
    return displaced;
  }

  private InetSocketAddress forgotten(InetSocketAddress client) {
    forget(client);
    return client;
  }

  private boolean first(InetSocketAddress client) {
    return seen.first(client.getAddress().hashCode(), client.getPort());
  }

  private void forget(InetSocketAddress client) {
    seen.forget(client.getAddress().hashCode(), client.getPort());
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
