package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.FRESH;
import static io.lameduck.rehearsal.model.ClientKind.HTTP2;
import static io.lameduck.rehearsal.model.ClientKind.IDLE;
import static io.lameduck.rehearsal.model.ClientKind.KEPT_ALIVE;
import static io.lameduck.rehearsal.model.ClientKind.LARGE;
import static io.lameduck.rehearsal.model.ClientKind.PIPELINING;
import static io.lameduck.rehearsal.model.ClientKind.SLOW;
import static io.lameduck.rehearsal.model.ClientKind.STREAMING;
import static io.lameduck.rehearsal.model.ClientKind.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.model.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A service that speaks TLS alone, with probes over HTTPS, is replaced under load. */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(360)
class TlsIT {
  /** Fewer than elsewhere: a handshake costs more than an answer. */
  private static final List<Clients> CLIENTS =
      Stream.of(
              Clients.of(KEPT_ALIVE, 6),
              Clients.of(IDLE, 10),
              Clients.of(FRESH, 5),
              Clients.of(SLOW, 4),
              Clients.of(UPLOAD, 4),
              Clients.of(STREAMING, 4),
              Clients.of(PIPELINING, 2),
              Clients.of(HTTP2, 2),
              Clients.of(LARGE, 2).withTarget("/stream?ms=0&n=2048"))
          .map(Clients::overTls)
          .toList();

  private final PodSpec service;

  TlsIT(@TempDir Path folder) throws Exception {
    KeyStoreFile keys = KeyStoreFile.in(folder);
    this.service =
        Example.of("spring-boot")
            .with("SERVER_SSL_KEY_STORE", keys.path().toString())
            .with("SERVER_SSL_KEY_STORE_PASSWORD", keys.password())
            .withProbes(Probes.NONE.withReadiness(ready()));
  }

  private static ProbeSpec ready() {
    return ProbeSpec.everySecond(HttpGet.of("/ready").overTls())
        .withPeriod(Duration.ofMillis(200))
        .withFailureThreshold(10); // a handshake takes its time beside such a load
  }

  /** With the usual delay, which is longer than any client takes to learn. */
  @Test
  void noRequestFails() throws Exception {
    Report report = Replaced.replace("tls", rehearsal(service)).assertPassed().report();
    Replaced.assertPutToTheTest(report, CLIENTS);
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
  }

  /** Without it the other would prove nothing. */
  @Test
  void requestsFailWhenItIsKilled() throws Exception {
    PodSpec killed = service.withGracePeriod(Duration.ZERO);
    Report report = Replaced.replace("tls-killed", rehearsal(killed).endAtFirstFailure()).report();
    assertThat(report.results().failures()).isNotEmpty();
  }

  private static Rehearsal rehearsal(PodSpec service) {
    return Rehearsal.of(service)
        .clients(CLIENTS)
        .propagation(Regime.SLOW_TAIL.propagation())
        .startTimeout(Instance.START);
  }
}
