package io.lameduck.internal.adapter;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.time.ManualTime;
import io.lameduck.spi.ClockedAge;
import io.lameduck.spi.ConnectionAge;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenConnectionsTest {
  private static final InetSocketAddress CLIENT = client(1, 40_000);

  private final ManualTime time = new ManualTime();
  private final SeenConnections seen =
      new SeenConnections(time, ofSeconds(60), ConnectionAge.unlimited());

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
  void almostAllConnectionsAreRememberedBesideAThousandOthers() {
    IntStream.range(0, 1_000).forEach(i -> first(client(i, 443)));
    long remembered = IntStream.range(0, 1_000).filter(i -> !first(client(i, 443))).count();
    assertThat(remembered).isGreaterThan(950);
  }

  @Test
  void aConnectionInUseIsRememberedBesideAnyNumberThatNeverSayThatTheyEnd() {
    first(CLIENT);
    for (int i = 0; i < 50_000; i++) {
      if (i % 50 == 0) {
        time.advance(ofSeconds(1));
        assertThat(first(CLIENT)).isFalse();
      }
      first(client(i, 50_000));
    }
  }

  @Test
  void ofThreeConnectionsOnTheSameSlotsThatIsForgottenWhichWasUsedLongestAgo() {
    List<InetSocketAddress> rivals = rivalsOf(CLIENT);
    first(rivals.get(0));
    time.advance(ofSeconds(1));
    first(CLIENT);
    first(rivals.get(1));
    assertThat(first(CLIENT)).isFalse();
    assertThat(first(rivals.get(1))).isFalse();
    assertThat(first(rivals.get(0))).isTrue();
  }

  @Test
  void aConnectionThatLostItsSlotToOthersForgetsOnlyItself() {
    List<InetSocketAddress> rivals = rivalsOf(CLIENT);
    first(CLIENT);
    time.advance(ofSeconds(1));
    rivals.forEach(this::first);
    forget(CLIENT);
    assertThat(rivals).allSatisfy(rival -> assertThat(first(rival)).isFalse());
    assertThat(first(CLIENT)).isTrue();
  }

  @Test
  void aConnectionIsOldWhenItsAgeIsOverSinceItsFirstRequest() {
    SeenConnections aging =
        new SeenConnections(time, ofDays(1), ClockedAge.of(ofSeconds(100), time));
    first(aging, CLIENT);
    time.advance(ofSeconds(60));
    first(aging, CLIENT);
    time.advance(ofSeconds(30).minusNanos(1));
    assertThat(isOld(aging, CLIENT)).isFalse();
    time.advance(ofSeconds(20).plusNanos(1));
    assertThat(isOld(aging, CLIENT)).isTrue();
  }

  @Test
  void theNextConnectionOnAPortIsYoung() {
    SeenConnections aging =
        new SeenConnections(time, ofDays(1), ClockedAge.of(ofSeconds(100), time));
    first(aging, CLIENT);
    time.advance(ofSeconds(110));
    aging.forget(CLIENT.getAddress().hashCode(), CLIENT.getPort());
    first(aging, CLIENT);
    assertThat(isOld(aging, CLIENT)).isFalse();
  }

  @Test
  void aConnectionThatLostItsSlotToOthersIsNotOld() {
    SeenConnections aging =
        new SeenConnections(time, ofDays(1), ClockedAge.of(ofSeconds(100), time));
    first(aging, CLIENT);
    time.advance(ofSeconds(110));
    rivalsOf(CLIENT).forEach(rival -> first(aging, rival));
    assertThat(isOld(aging, CLIENT)).isFalse();
  }

  /** Two connections that together take the slots of this one. */
  private static List<InetSocketAddress> rivalsOf(InetSocketAddress client) {
    InetSocketAddress second = lastOfThoseThatDisplace(client, List.of());
    InetSocketAddress first = lastOfThoseThatDisplace(client, List.of(second));
    return List.of(first, second);
  }

  private static InetSocketAddress lastOfThoseThatDisplace(
      InetSocketAddress client, List<InetSocketAddress> others) {
    int tooFew = 0;
    int enough = 200_000;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (isDisplaced(client, others, middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return client(enough - 1, 50_000);
  }

  private static boolean isDisplaced(
      InetSocketAddress client, List<InetSocketAddress> others, int many) {
    ManualTime time = new ManualTime();
    SeenConnections seen = new SeenConnections(time, ofSeconds(60), ConnectionAge.unlimited());
    first(seen, client);
    time.advance(ofSeconds(1));
    others.forEach(other -> first(seen, other));
    IntStream.range(0, many).forEach(i -> first(seen, client(i, 50_000)));
    return first(seen, client);
  }

  private boolean first(InetSocketAddress client) {
    return first(seen, client);
  }

  private static boolean first(SeenConnections seen, InetSocketAddress client) {
    return seen.first(client.getAddress().hashCode(), client.getPort());
  }

  private static boolean isOld(SeenConnections seen, InetSocketAddress client) {
    return seen.isOld(client.getAddress().hashCode(), client.getPort());
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
