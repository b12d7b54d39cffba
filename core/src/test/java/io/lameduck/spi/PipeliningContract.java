package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every server owes to a client of HTTP/1.1 that sends requests without waiting for responses:
 * they come in order, and a response that says {@code Connection: close} is the last one. No
 * request behind it is begun, so that the client can safely send it again (RFC 9112, section 9.6).
 */
abstract class PipeliningContract {
  private static final String HELD = Wire.head("GET", "/held", "");
  private static final String PROBE = Wire.head("GET", "/ready", "");

  abstract Fixture fixture();

  @Test
  void responsesComeInTheOrderOfTheRequests() throws Exception {
    fixture().drill().start();
    Wire wire = fixture().open().send(HELD + echo("second") + echo("third"));
    fixture().hold().awaitArrival();
    assertThat(wire.isSilent()).isTrue();
    fixture().hold().release();
    assertThat(wire.reply().body()).isEqualTo("held");
    assertThat(wire.reply().body()).isEqualTo("second");
    assertThat(wire.reply().body()).isEqualTo("third");
  }

  @Test
  void aResponseInTheLameDuckThatAnnouncesTheEndIsTheLast() throws Exception {
    Drill drill = fixture().drill().start();
    drill.beginLameDuck();
    Wire wire = fixture().open().send(echo("first") + echo("second") + echo("third"));
    List<String> answered = untilTheEndIsAnnounced(wire);
    assertThat(List.of("first", "second", "third")).startsWith(answered.toArray(new String[0]));
    assertThat(wire.ended()).isTrue();
    await().untilAsserted(() -> assertThat(drill.inFlight().count()).isZero());
    assertThat(drill.traffic().served()).isEqualTo(answered.size());
    drill.drain();
    drill.assertDrained();
  }

  @Test
  void aProbeAmidRequestsIsTheLastToBeAnswered() throws Exception {
    Drill drill = fixture().drill().start();
    Wire wire = fixture().open().send(HELD + PROBE + HELD);
    fixture().hold().awaitArrival();
    fixture().hold().release();
    assertThat(wire.reply().body()).isEqualTo("held");
    Reply probe = wire.reply();
    assertThat(probe.body()).isEqualTo("ok\n");
    assertThat(probe.announcesTheEnd()).isTrue();
    assertThat(wire.ended()).isTrue();
    await().untilAsserted(() -> assertThat(drill.inFlight().count()).isZero());
    drill.drain();
    drill.assertDrained();
    assertThat(drill.report().traffic().served()).isEqualTo(1);
  }

  private static List<String> untilTheEndIsAnnounced(Wire wire) throws IOException {
    List<String> bodies = new ArrayList<>();
    boolean end = false;
    while (!end) {
      Reply reply = wire.reply();
      bodies.add(reply.body());
      end = reply.announcesTheEnd();
    }
    return bodies;
  }

  private static String echo(String body) {
    return Wire.head("POST", "/echo", "Content-Length: " + body.length() + "\r\n") + body;
  }
}
