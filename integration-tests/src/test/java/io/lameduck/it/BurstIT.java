package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.BURST;
import static io.lameduck.rehearsal.model.ClientKind.KEPT_ALIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.RehearsalResult;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services are replaced while more clients come at once than they have threads: 200 on Tomcat and
 * Jetty, 16 on Undertow, as many as are needed on the JDK's server.
 */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class BurstIT {
  private static final List<Clients> CLIENTS =
      List.of(Clients.of(BURST, 300), Clients.of(KEPT_ALIVE, 4));

  @ParameterizedTest
  @ValueSource(strings = {"hello", "tomcat", "jetty", "undertow", "netty"})
  void noRequestFails(String name) throws Exception {
    PodSpec service = Probed.often(Example.of(name)).with("LAMEDUCK_PROPAGATION_DELAY", "2s");
    Path folder = Path.of(System.getProperty("it.out", "target/it"), "burst-" + name);
    RehearsalResult result =
        Rehearsal.of(service)
            .clients(CLIENTS)
            .propagation(Propagation.fixed(Duration.ofMillis(1500)))
            .startTimeout(Instance.START)
            .reportTo(folder)
            .rollingUpdate();
    System.out.println("burst on " + name + ": " + result.verdictLine());
    Report report = result.assertPassed().report();
    assertThat(report.results().byClient()).containsOnlyKeys(BURST, KEPT_ALIVE);
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
  }
}
