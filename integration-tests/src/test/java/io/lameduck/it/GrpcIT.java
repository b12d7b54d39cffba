package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.GRPC;
import static io.lameduck.rehearsal.model.ClientKind.GRPC_STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A service of gRPC with probes of gRPC is replaced under calls of every length. */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(240)
class GrpcIT {
  /** The messages are a name, and ten numbers at an interval of 50 ms. */
  private static final List<Clients> CLIENTS =
      List.of(
          Clients.of(GRPC, 6).withTarget("/lameduck.examples.Hello/SayHello?message=CgF4"),
          Clients.of(GRPC, 2),
          Clients.of(GRPC_STREAMING, 4)
              .withTarget("/lameduck.examples.Hello/Count?message=CAoQMg=="),
          Clients.of(GRPC_STREAMING, 2));

  private static final PodSpec SERVICE =
      Example.of("grpc")
          .withProbes(new Probes(probe("startup", 600), probe("readiness", 3), liveness()));

  private static ProbeSpec probe(String service, int failures) {
    return ProbeSpec.everySecond(new GrpcCheck(PodSpec.MAIN_PORT, service))
        .withPeriod(Duration.ofMillis(200))
        .withFailureThreshold(failures);
  }

  private static ProbeSpec liveness() {
    return probe("liveness", 10);
  }

  /**
   * With the usual delay, which is longer than any client takes to learn: calls on connections that
   * stay open tell nobody of clients that would come late.
   */
  @Test
  void noCallFails() throws Exception {
    Report report = Replaced.replace("grpc", rehearsal(SERVICE)).assertPassed().report();
    assertThat(report.results().byClient()).containsOnlyKeys(GRPC, GRPC_STREAMING);
    assertThat(report.results().requests()).isGreaterThan(2000);
    assertThat(report.pods())
        .hasSize(4)
        .filteredOn(pod -> pod.end() != null)
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
  }

  /** Without it the other would prove nothing. */
  @Test
  void callsFailWhenItIsKilled() throws Exception {
    PodSpec service = SERVICE.withGracePeriod(Duration.ZERO);
    Rehearsal rehearsal = rehearsal(service).endAtFirstFailure();
    Report report = Replaced.replace("grpc-killed", rehearsal).report();
    assertThat(report.results().failures())
        .extracting(failure -> failure.kind())
        .isNotEmpty()
        .isSubsetOf(
            FailureKind.CONNECTION_LOST,
            FailureKind.TRUNCATED,
            FailureKind.REFUSED,
            FailureKind.RESET_ON_NEW);
  }

  private static Rehearsal rehearsal(PodSpec service) {
    return Rehearsal.of(service)
        .clients(CLIENTS)
        .propagation(Regime.SLOW_TAIL.propagation())
        .startTimeout(Instance.START);
  }
}
