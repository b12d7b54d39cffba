package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Setting;
import org.junit.jupiter.api.Test;

/** Variables as the kubelet injects them for Services whose names begin like the library's own. */
class ServiceLinksTest {
  private static GivenSettings withService(GivenSettings given, String name) {
    return given
        .env(name + "_SERVICE_HOST", "10.0.0.1")
        .env(name + "_SERVICE_PORT", "80")
        .env(name + "_SERVICE_PORT_HTTP", "80")
        .env(name + "_PORT", "tcp://10.0.0.1:80")
        .env(name + "_PORT_80_TCP", "tcp://10.0.0.1:80")
        .env(name + "_PORT_80_TCP_PROTO", "tcp")
        .env(name + "_PORT_80_TCP_PORT", "80")
        .env(name + "_PORT_80_TCP_ADDR", "10.0.0.1");
  }

  private static GivenSettings withService(String name) {
    return withService(inACluster(), name);
  }

  @Test
  void ofAServiceCalledLameduckAreExplainedAndDoNoHarm() {
    assertThat(withService("LAMEDUCK").read().notices())
        .containsExactly(
            "Kubernetes injects variables that begin with LAMEDUCK_ for the Services lameduck;"
                + " they are ignored; to be rid of them, rename the Service, or set"
                + " enableServiceLinks: false in the pod's spec");
  }

  @Test
  void ofSeveralServicesAreExplainedOnce() {
    GivenSettings given = withService(withService("LAMEDUCK"), "LAMEDUCK_HELLO_WORLD");

    assertThat(given.read().notices())
        .singleElement()
        .asString()
        .contains("the Services lameduck, lameduck-hello-world; they");
  }

  @Test
  void areNotThereWithoutSuchAService() {
    assertThat(withService("OTHER").read().notices()).isEmpty();
  }

  @Test
  void areRecognisedByTheirPortAlone() {
    assertThat(inACluster().env("LAMEDUCK_PORT", "tcp://10.0.0.1:80").read().notices()).hasSize(1);
  }

  @Test
  void areNoExcuseForATypingErrorBesideThem() {
    assertThat(withService("LAMEDUCK").env("LAMEDUCK_PORTS", "8081").errors())
        .singleElement()
        .asString()
        .startsWith("LAMEDUCK_PORTS: there is no such environment variable");
  }

  @Test
  void areNotWhatAUserWritesUnderSuchAName() {
    assertThat(inACluster().env("LAMEDUCK_PORT", "8081").errors()).hasSize(1);
    assertThat(inACluster().env("LAMEDUCK_SERVICE_PORT", "8081").errors()).hasSize(1);
  }

  @Test
  void thatReplaceASettingOfTheImageAreAnError() {
    assertThat(withService("LAMEDUCK_PROBE").errors())
        .containsExactly(
            "LAMEDUCK_PROBE_PORT: \"tcp://10.0.0.1:80\" (expected: a port from 1 to 65535);"
                + " Kubernetes injects this one for a Service named lameduck-probe: rename the"
                + " Service, or set enableServiceLinks: false in the pod's spec");
  }

  @Test
  void doNotReplaceASettingOfTheManifest() {
    GivenSettings given = withService("LAMEDUCK_PROBE").env(Setting.PROBE_PORT, "8081");

    assertThat(given.read().probePort()).hasValue(8081);
    assertThat(given.read().notices()).hasSize(1);
  }
}
