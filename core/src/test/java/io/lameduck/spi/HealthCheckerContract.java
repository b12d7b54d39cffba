package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every server makes of health checkers that ask at a path of the service's own: it serves
 * them, and takes none of them for a client. Their requests are those that they really send.
 */
abstract class HealthCheckerContract {
  private static final String ENVOY =
      "GET /hello HTTP/1.1\r\nhost: orders\r\nuser-agent: Envoy/HC\r\n\r\n";

  abstract Fixture fixture();

  static Stream<String> requests() {
    return Stream.of(
        go("kube-probe/1.34", "Accept: */*\r\nConnection: close\r\n"),
        go(
            "Consul Health Check",
            "Accept: text/plain, text/*, */*\r\nAccept-Encoding: gzip\r\nConnection: close\r\n"),
        ENVOY,
        "GET /hello HTTP/1.1\r\nHost: 10.0.0.1:8080\r\nConnection: close\r\n"
            + "User-Agent: ELB-HealthChecker/2.0\r\nAccept-Encoding: gzip, compressed\r\n\r\n",
        "GET /hello HTTP/1.1\r\nhost: 10.0.0.1:8080\r\nUser-Agent: ELB-HealthChecker/1.0\r\n"
            + "Accept: */*\r\nConnection: keep-alive\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: 10.0.0.1\r\nUser-Agent: GoogleHC/1.0\r\n"
            + "Connection: Keep-alive\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: 10.0.0.1:8080\r\nConnection: Keep-Alive\r\n"
            + "User-Agent: Load Balancer Agent\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: orders.example\r\nUser-Agent: Edge Health Probe\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: orders.example\r\nConnection: close\r\n"
            + "User-Agent: Azure Traffic Manager Endpoint Monitor\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: orders.example\r\nConnection: close\r\n"
            + "User-Agent: Amazon-Route53-Health-Check-Service (ref 4fbb; report"
            + " http://amzn.to/1vsZADi)\r\nAccept: */*\r\nAccept-Encoding: *\r\n\r\n");
  }

  private static String go(String agent, String headers) {
    return "GET /hello HTTP/1.1\r\nHost: 10.0.0.1:8080\r\nUser-Agent: "
        + agent
        + "\r\n"
        + headers
        + "\r\n";
  }

  @ParameterizedTest
  @MethodSource("requests")
  void oneIsServedAndNoClient(String request) throws Exception {
    Drill drill = fixture().drill().start();
    drill.beginLameDuck();
    assertThat(fixture().open().send(request).reply().body()).isEqualTo("hello");
    await().until(() -> drill.traffic().served() == 1);
    assertThat(drill.traffic().late()).isZero();
    assertThat(drill.traffic().lateConnections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "User-Agent: \r\n",
        "User-Agent: curl/8.5.0\r\n",
        "User-Agent: Go-http-client/1.1\r\n",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) kube-probe/1.34\r\n",
        "User-Agent: Envoy\r\n",
        "X-Forwarded-Agent: ELB-HealthChecker/2.0\r\n"
      })
  void anybodyElseIsAClient(String agent) throws Exception {
    Drill drill = fixture().drill().start();
    drill.beginLameDuck();
    fixture().open().request("GET", "/hello", agent).reply();
    assertThat(drill.traffic().late()).isEqualTo(1);
    assertThat(drill.traffic().lateConnections()).isEqualTo(1);
  }

  @Test
  void aClientOnTheConnectionOfOneIsAClient() throws Exception {
    Drill drill = fixture().drill().start();
    Wire wire = fixture().open();
    assertThat(wire.send(ENVOY).reply().body()).isEqualTo("hello");
    drill.beginLameDuck();
    wire.get("/hello").reply();
    assertThat(drill.traffic().late()).isEqualTo(1);
    assertThat(drill.traffic().lateConnections()).isEqualTo(1);
  }

  @Test
  void theRequestOfOneIsWaitedFor() throws Exception {
    Drill drill = fixture().drill().start();
    drill.beginLameDuck();
    Wire wire = askSlowly();
    fixture().hold().awaitArrival();
    drill.letGo();
    assertThat(drill.drainGoesOn()).isTrue();
    fixture().hold().release();
    assertThat(wire.reply().body()).isEqualTo("held");
    drill.assertDrained();
    assertThat(drill.report().traffic().served()).isEqualTo(1);
  }

  private Wire askSlowly() throws IOException {
    return fixture().open().request("GET", "/held", "User-Agent: ELB-HealthChecker/2.0\r\n");
  }
}
