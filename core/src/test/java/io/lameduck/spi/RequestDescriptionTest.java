package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestDescriptionTest {
  @ParameterizedTest
  @CsvSource({
    "/orders, GET /orders",
    "/orders?token=secret, GET /orders",
    "/orders#secret, GET /orders",
    "/orders;jsessionid=secret, GET /orders",
    "/orders;v=secret/7;w=secret, GET /orders/7",
    "/mail@host, GET /mail@host",
    "/to/http://host/x, GET /to/http://host/x",
    "http://user:secret@host:80/orders?token=secret, GET /orders",
    "http://user:secret@host, GET ?",
    "http://host?token=secret/, GET /",
    "user:secret@host:443, GET host:443",
    "host:443, GET host:443",
    "*, GET *",
    "'', GET ?"
  })
  void isMethodAndPathAndNothingElse(String target, String description) {
    assertThat(new RequestDescription("GET", target).get()).isEqualTo(description);
  }

  @Test
  void hasAPlaceForWhatWasMalformed() {
    assertThat(new RequestDescription(null, null).get()).isEqualTo("? ?");
  }

  @ParameterizedTest
  @CsvSource({
    "/ready, /ready",
    "/ready?verbose, /ready",
    "/ready;x, /ready;x",
    "http://host/ready, /ready",
    "http://host:8080/ready?verbose, /ready",
    "http://host, ''"
  })
  void tellsThePathThatTheProbesAreLookedUpBy(String target, String path) {
    assertThat(RequestDescription.pathOf(target)).isEqualTo(path);
  }

  @Test
  void hasNoPathWhereTheRequestLineWasMalformed() {
    assertThat(RequestDescription.pathOf(null)).isEmpty();
  }
}
