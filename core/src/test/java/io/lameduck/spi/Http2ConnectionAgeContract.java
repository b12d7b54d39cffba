package io.lameduck.spi;

import static io.lameduck.spi.ConnectionAgeContract.BELOW_IT;
import static io.lameduck.spi.ConnectionAgeContract.BEYOND_IT;
import static io.lameduck.spi.ConnectionAgeContract.MAX_AGE;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every server owes to a client of HTTP/2 whose connection is beyond its maximum age: it is
 * told to go away by a GOAWAY that leaves all streams open, on that connection alone.
 */
abstract class Http2ConnectionAgeContract {
  /** Servers that wait for an idle moment to tell do so within less. */
  private static final Duration A_WHILE = ofMillis(300);

  abstract Drill drill();

  abstract Hold hold();

  abstract HandClock clock();

  abstract Http2Wire open() throws IOException;

  @Test
  void isOffByDefault() throws Exception {
    drill().start();
    Http2Wire wire = used();
    clock().advance(ofDays(365));
    assertIsKept(wire);
  }

  @Test
  void aConnectionBelowItIsKept() throws Exception {
    start();
    Http2Wire wire = used();
    clock().advance(BELOW_IT);
    assertIsKept(wire);
  }

  @Test
  void aConnectionBeyondItIsToldToGoAwayWithItsNextStreamAndNoOther() throws Exception {
    start();
    Http2Wire old = used();
    clock().advance(BEYOND_IT);
    Http2Wire young = used();
    assertThat(old.status(old.get("/hello"))).isEqualTo(200);
    assertThat(old.goAways(1)).first().isEqualTo(Http2Wire.ALL);
    assertIsKept(young);
  }

  @Test
  void streamsUnderWayAreNotCut() throws Exception {
    start();
    Http2Wire wire = used();
    int held = wire.get("/held");
    hold().awaitArrival();
    clock().advance(BEYOND_IT);
    assertThat(wire.status(wire.get("/hello"))).isEqualTo(200);
    assertThat(wire.goAways(1)).first().isEqualTo(Http2Wire.ALL);
    hold().release();
    assertThat(wire.status(held)).isEqualTo(200);
  }

  @Test
  void streamsThatWereOpenedBeforeTheClientHeardOfItAreServed() throws Exception {
    start();
    Http2Wire wire = used();
    clock().advance(BEYOND_IT);
    for (int stream : List.of(wire.get("/hello"), wire.get("/hello"), wire.get("/hello"))) {
      assertThat(wire.outcome(stream)).isEqualTo("status 200");
    }
    assertThat(wire.goAways(1)).first().isEqualTo(Http2Wire.ALL);
  }

  private void start() {
    drill().set(Setting.CONNECTION_MAX_AGE, MAX_AGE).start();
  }

  /** A connection whose age has begun. */
  private Http2Wire used() throws IOException {
    Http2Wire wire = open();
    assertThat(wire.status(wire.get("/hello"))).isEqualTo(200);
    return wire;
  }

  private static void assertIsKept(Http2Wire wire) {
    await().during(A_WHILE).until(() -> wire.status(wire.get("/hello")) == 200 && !wire.told());
  }
}
