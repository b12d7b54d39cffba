package io.lameduck.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.UnrulyServer.Manner;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A service that is slow at first; alone, since it is about latency. */
@Isolated
@Timeout(120)
class ColdStartIT {
  /** Far less than half a second is of the steady state, however busy the machine is. */
  private static final double STRICT = 2;

  /** Far more than the start of a JVM is of it. */
  private static final double LENIENT = 100;

  private static final int SLOW_REQUESTS = 30;

  @Test
  void aServiceThatIsSlowAtFirstIsFoundOut() throws InterruptedException {
    Report report = rehearsal(SLOW_REQUESTS).maxColdStartRatio(STRICT).rollingUpdate().report();
    assertThat(report.results().failed()).isZero();
    assertThat(report.verdict().reasons())
        .singleElement()
        .asString()
        .startsWith("New pods were slow: 99 % of their first requests")
        .endsWith("(allowed: 2.0 times).");
  }

  @Test
  void oneThatIsNotPasses() throws InterruptedException {
    Report report = rehearsal(0).maxColdStartRatio(LENIENT).rollingUpdate().report();
    assertThat(report.verdict().reasons()).isEmpty();
    assertThat(report.results().coldStarts().byPod())
        .containsOnlyKeys("unruly-1", "unruly-2", "unruly-3", "unruly-4");
  }

  @Test
  void nobodyMindsUnlessAsked() throws InterruptedException {
    Report report = rehearsal(SLOW_REQUESTS).rollingUpdate().report();
    assertThat(report.verdict().reasons()).isEmpty();
    assertThat(report.results().coldStarts().ofNewPods().orElseThrow().ratio().orElseThrow())
        .isGreaterThan(STRICT);
  }

  private static Rehearsal rehearsal(int slowRequests) {
    return Rehearsal.of(service(slowRequests))
        .clients(
            List.of(
                Clients.of(ClientKind.KEPT_ALIVE, 8).withPause(Duration.ofMillis(5)),
                Clients.of(ClientKind.FRESH, 8).withPause(Duration.ofMillis(10))))
        .propagation(Propagation.fixed(Duration.ofMillis(400)))
        .atLeast(12_000);
  }

  private static PodSpec service(int slowRequests) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            UnrulyServer.class.getName(),
            Manner.GRACEFUL.name(),
            Integer.toString(slowRequests));
    ProbeSpec ready =
        ProbeSpec.everySecond(HttpGet.of("/ready")).withPeriod(Duration.ofMillis(100));
    return PodSpec.of("unruly", command).withProbes(Probes.NONE.withReadiness(ready));
  }
}
