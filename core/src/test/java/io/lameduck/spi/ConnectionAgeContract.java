package io.lameduck.spi;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Setting;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every server owes to a client of HTTP/1.1 whose connection is beyond its maximum age: it is
 * asked to leave with its next response, and nothing of it is cut.
 */
abstract class ConnectionAgeContract {
  static final Duration MAX_AGE = ofHours(1);

  /** Less than any connection is given. */
  static final Duration BELOW_IT = ofMinutes(54).minusNanos(1);

  /** As much as no connection is given more than. */
  static final Duration BEYOND_IT = ofMinutes(66);

  abstract Fixture fixture();

  @Test
  void isOffByDefault() throws IOException {
    fixture().drill().start();
    Wire wire = used();
    age(ofDays(365));
    assertThat(wire.get("/hello").reply().announcesTheEnd()).isFalse();
  }

  @Test
  void aConnectionBelowItIsKept() throws IOException {
    start();
    Wire wire = used();
    age(BELOW_IT);
    assertThat(wire.get("/hello").reply().announcesTheEnd()).isFalse();
  }

  @Test
  void aConnectionBeyondItIsAskedToLeaveWithItsNextResponse() throws IOException {
    start();
    Wire wire = used();
    age(BEYOND_IT);
    Reply reply = wire.post("/echo", "the last one").reply();
    assertThat(reply.body()).isEqualTo("the last one");
    assertThat(reply.announcesTheEnd()).isTrue();
    assertThat(wire.ended()).isTrue();
  }

  @Test
  void eachConnectionHasAnAgeOfItsOwn() throws IOException {
    start();
    Wire old = used();
    age(BELOW_IT);
    Wire young = used();
    age(BEYOND_IT.minus(BELOW_IT));
    assertThat(young.get("/hello").reply().announcesTheEnd()).isFalse();
    assertThat(old.get("/hello").reply().announcesTheEnd()).isTrue();
    age(BEYOND_IT);
    assertThat(young.get("/hello").reply().announcesTheEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/held", "/async/held"})
  void aRequestUnderWayIsNotCut(String path) throws IOException {
    start();
    Wire wire = fixture().open().get(path);
    fixture().hold().awaitArrival();
    age(BEYOND_IT);
    assertThat(wire.isSilent()).isTrue();
    fixture().hold().release();
    Reply reply = wire.reply();
    assertThat(reply.body()).isEqualTo("held");
    assertThat(reply.announcesTheEnd()).isTrue();
  }

  @Test
  void aStreamWhoseHeadHasBeenSentIsNotCutAndTheNextResponseIsTheLast() throws IOException {
    start();
    Wire wire = fixture().open().get("/stream");
    Reply head = wire.replyHead();
    assertThat(wire.chunk()).isEqualTo("first");
    age(BEYOND_IT);
    fixture().hold().release();
    assertThat(wire.rest(head).body()).isEqualTo("last");
    assertThat(wire.get("/hello").reply().announcesTheEnd()).isTrue();
  }

  /** Or a client could not tell whether it has everything. */
  @Test
  void aStreamThatAnnouncesTheEndStaysChunked() throws IOException {
    start();
    fixture().hold().release();
    Wire wire = used();
    age(BEYOND_IT);
    Reply head = wire.get("/stream").replyHead();
    assertThat(head.announcesTheEnd()).isTrue();
    assertThat(wire.chunk()).isEqualTo("first");
    assertThat(wire.rest(head).body()).isEqualTo("last");
  }

  private void start() {
    fixture().drill().set(Setting.CONNECTION_MAX_AGE, MAX_AGE).start();
  }

  /** A connection whose age has begun. */
  private Wire used() throws IOException {
    Wire wire = fixture().open();
    assertThat(wire.get("/hello").reply().announcesTheEnd()).isFalse();
    return wire;
  }

  private void age(Duration step) {
    fixture().clock().advance(step);
  }
}
