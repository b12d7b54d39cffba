package io.lameduck.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "255.249.199.0, 255.249.199.0",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
    "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
    "::ffff:192.0.2.7, 192.0.2.7",
  })
  void readsWhatContainersWrite(String text, String address) {
    assertThat(RemoteAddress.parse(text).getHostAddress()).isEqualTo(address);
  }

  /** Behind a filter for forwarded requests clients write it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "client.example",
        "192.0.2",
        "999.0.0.1",
        "256.0.0.1",
        "1:2",
        ":::::::::",
        "a.b:c",
        "[::1"
      })
  void takesWhatIsNoAddressForThisMachineAndLooksUpNoName(String text) {
    assertThat(RemoteAddress.parse(text).isLoopbackAddress()).isTrue();
  }
}
