package io.lameduck.it;

import static io.lameduck.rehearsal.load.ClientKind.HTTP2;
import static io.lameduck.rehearsal.load.ClientKind.SLOW;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers of servlets are replaced under load: with the library, and without. */
@Timeout(240)
class ServletServersIT {
  private static final long ENOUGH = 15_000;

  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(Clients.of(SLOW, 6).withTarget("/async?ms=2000"), Clients.of(HTTP2, 4)))
          .toList();
  private static final Propagation SLOW_TAIL =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty", "undertow", "spring-boot"})
  void noRequestFails(String name) throws Exception {
    PodSpec service = Example.of(name).with("LAMEDUCK_PROPAGATION_DELAY", "2s");
    Report report = rehearse(name, Probed.often(service), ENOUGH);
    report.assertNoFailedRequest();
    assertThat(report.results().requests()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
  }

  /** Without these the others would prove nothing. */
  @ParameterizedTest
  @CsvSource({"tomcat, PlainTomcat", "jetty, PlainJetty", "undertow, PlainUndertow"})
  void requestsFailWithoutTheLibrary(String name, String main) throws Exception {
    PodSpec service = Java.main("plain-" + name, Example.jar(name), "io.lameduck.it.plain." + main);
    Report report = rehearse("plain-" + name, Probed.often(service), 0);
    assertThat(report.results().failures()).isNotEmpty();
  }

  @Test
  void requestsFailWithSpringBootsOwnShutdown() throws Exception {
    PodSpec boot =
        Example.of("spring-boot")
            .with("SPRING_PROFILES_ACTIVE", "boots-own-shutdown")
            .withProbes(Probed.often("/actuator/health/readiness", "/actuator/health/liveness"));
    Report report = rehearse("boots-own-shutdown", boot, 0);
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
