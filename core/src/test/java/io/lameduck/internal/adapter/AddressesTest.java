package io.lameduck.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final InetAddress ELSEWHERE = elsewhere();

  private static InetAddress elsewhere() {
    try {
      return InetAddress.getByAddress(new byte[] {10, 1, 2, 3});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClientHasTheAddressOfItsEnd() {
    assertThat(ClientAddress.of(new InetSocketAddress(ELSEWHERE, 4711))).isEqualTo(ELSEWHERE);
  }

  @Test
  void aClientWithoutANetworkIsOfThisMachine() {
    assertThat(ClientAddress.of(UnixDomainSocketAddress.of("socket"))).isEqualTo(HERE);
    assertThat(ClientAddress.of(InetSocketAddress.createUnresolved("client", 4711)))
        .isEqualTo(HERE);
    assertThat(ClientAddress.of(null)).isEqualTo(HERE);
  }

  @Test
  void aListenerOnAllAddressesIsReachedHere() {
    assertThat(OwnAddress.of(new InetSocketAddress(8080)))
        .isEqualTo(new InetSocketAddress(HERE, 8080));
  }

  @Test
  void aListenerOnOneAddressIsReachedThere() {
    InetSocketAddress bound = new InetSocketAddress(ELSEWHERE, 8080);
    assertThat(OwnAddress.of(bound)).isSameAs(bound);
  }
}
