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
  private static final String LAST = "Connection: close";
  private static final String TEXT = "Accept: text/plain, text/*, */*";
  private static final String ROUTE_53 =
      "User-Agent: Amazon-Route53-Health-Check-Service (ref 4fbb; report http://amzn.to/1vsZADi)";
  private static final String ENVOY = request("host: orders", "user-agent: Envoy/HC");

  abstract Fixture fixture();

  static Stream<String> requests() {
    return Stream.of(
        request("Host: 10.0.0.1:8080", "User-Agent: kube-probe/1.34", "Accept: */*", LAST),
        request(
            "Host: 10.0.0.1:8080",
            "User-Agent: Consul Health Check",
            TEXT,
            "Accept-Encoding: gzip",
            LAST),
        ENVOY,
        request(
            "Host: 10.0.0.1:8080",
            LAST,
            "User-Agent: ELB-HealthChecker/2.0",
            "Accept-Encoding: gzip, compressed"),
        request(
            "host: 10.0.0.1:8080",
            "User-Agent: ELB-HealthChecker/1.0",
            "Accept: */*",
            "Connection: keep-alive"),
        request("Host: 10.0.0.1", "User-Agent: GoogleHC/1.0", "Connection: Keep-alive"),
        request("Host: 10.0.0.1:8080", "Connection: Keep-Alive", "User-Agent: Load Balancer Agent"),
        request("Host: orders.example", "User-Agent: Edge Health Probe"),
        request("Host: orders.example", LAST, "User-Agent: Azure Traffic Manager Endpoint Monitor"),
        request("Host: orders.example", LAST, ROUTE_53, "Accept: */*", "Accept-Encoding: *"),
        request(
            "User-Agent: lameduck-warm-up/1",
            "Host: 127.0.0.1:8080",
            "Accept: */*",
            "Connection: keep-alive"));
  }

  private static String request(String... headers) {
    return "GET /hello HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
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
