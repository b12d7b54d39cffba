package io.lameduck.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServiceOptionsTest {
  private static PodSpec pod(String... options) {
    String[] all = Stream.concat(Stream.of(options), Stream.of("--", "app")).toArray(String[]::new);
    ServiceOptions service = new ServiceOptions();
    Converters.registerIn(new CommandLine(service)).parseArgs(all);
    return service.service(Optional.empty());
  }

  private static Handler readiness(String... options) {
    return pod(options).probes().readiness().handler();
  }

  @Test
  void aProbeAsksForAPath() {
    assertThat(readiness("--ready", "/ready")).isEqualTo(HttpGet.of("/ready"));
  }

  @Test
  void aProbeAsksForTheHealthOfGrpc() {
    assertThat(readiness("--ready", "grpc")).isEqualTo(new GrpcCheck(PodSpec.MAIN_PORT, ""));
    assertThat(readiness("--ready", "grpc:readiness", "--probe-port", "PROBES"))
        .isEqualTo(new GrpcCheck("probes", "readiness"));
  }

  @Test
  void whatAsksThePortOfAServiceOfTlsDoesSoOverTls() {
    PodSpec pod = pod("--tls", "--ready", "/ready", "--pre-stop", "/stop");
    assertThat(pod.probes().readiness().handler()).isEqualTo(HttpGet.of("/ready").overTls());
    assertThat(pod.preStop()).isEqualTo(HttpGet.of("/stop").overTls());
  }

  @Test
  void aPortOfItsOwnForProbesIsInTheClear() {
    assertThat(readiness("--tls", "--ready", "/ready", "--probe-port", "PROBES"))
        .isEqualTo(HttpGet.of("/ready").on("probes"));
  }

  @Test
  void aGrpcProbeOfAServiceOfTlsNeedsAPortOfItsOwn() {
    assertThatThrownBy(() -> pod("--tls", "--ready", "grpc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--tls with a gRPC probe (expected: --probe-port; a kubelet has no TLS for gRPC)");
    assertThat(readiness("--tls", "--ready", "grpc", "--probe-port", "PROBES"))
        .isEqualTo(new GrpcCheck("probes", ""));
  }
}
