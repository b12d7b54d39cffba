package io.lameduck.it;

import static io.lameduck.rehearsal.load.ClientKind.HTTP2;
import static io.lameduck.rehearsal.load.ClientKind.PIPELINING;
import static io.lameduck.rehearsal.load.ClientKind.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.load.Clients;
import io.lameduck.rehearsal.load.Propagation;
import io.lameduck.rehearsal.pod.PodSpec;
import io.lameduck.rehearsal.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service on Netty is replaced under load: with the library, and without. */
@Timeout(240)
class NettyIT {
  private static final long ENOUGH = 15_000;

  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(
                  Clients.of(PIPELINING, 4),
                  Clients.of(HTTP2, 4),
                  Clients.of(WEBSOCKET, 6).withTarget("/ws")))
          .toList();
  private static final Propagation SLOW_TAIL =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);

  @Test
  void noRequestFails() throws Exception {
    PodSpec service = Example.of("netty").with("LAMEDUCK_PROPAGATION_DELAY", "2s");
    Report report = rehearse("netty", Probed.often(service), ENOUGH);
    report.assertNoFailedRequest();
    assertThat(report.results().requests()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
  }

  /** Without this the other would prove nothing. */
  @Test
  void requestsFailWithoutTheLibrary() throws Exception {
    PodSpec service =
        Java.main("plain-netty", Example.jar("netty"), "io.lameduck.it.plain.PlainNetty")
            .withProbes(Probed.often("/", "/"));
    Report report = rehearse("plain-netty", service, 0);
    assertThat(report.results().failures()).isNotEmpty();
  }

  private static Report rehearse(String name, PodSpec service, long requests) throws Exception {
    Path folder = Path.of(System.getProperty("lameduck.it.out", "target/it"), name);
    Report report =
        Rehearsal.of(service)
            .clients(CLIENTS)
            .propagation(SLOW_TAIL)
            .atLeast(requests)
            .reportTo(folder)
            .rollingUpdate();
    System.out.println(name + ": " + report.verdictLine());
    return report;
  }
}
