package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Setting;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports, paths and files, each for itself and among each other. */
class ProbeSettingsTest {
  @Nested
  class ThePort {
    @ParameterizedTest
    @ValueSource(strings = {"1", "8081", "65535"})
    void isFrom1To65535(String port) {
      assertThat(inACluster().env(Setting.PROBE_PORT, port).read().probePort())
          .hasValue(Integer.parseInt(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "100000", "99999999999", "http", "8081s"})
    void isNothingElse(String port) {
      assertThat(inACluster().env(Setting.PROBE_PORT, port).errors())
          .containsExactly(
              "LAMEDUCK_PROBE_PORT: \"" + port + "\" (expected: a port from 1 to 65535)");
    }
  }

  @Nested
  class APath {
    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a/b", "/.well-known/ready", "/q;v=1", "/~me@home"})
    void beginsWithASlash(String path) {
      assertThat(inACluster().env(Setting.PROBE_READY_PATH, path).read().probePaths().ready())
          .isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"ready", "/", "/a/", "//a", "/a//b", "/a?b", "/a#b", "/a b", "/ä", "/%20"})
    void isWhatComesAlikeInEveryRequest(String path) {
      assertThat(inACluster().env(Setting.PROBE_READY_PATH, path).errors())
          .containsExactly(
              "LAMEDUCK_PROBE_READY_PATH: \"" + path + "\" (expected: a path such as /a or /a/b)");
    }

    @Test
    void isNotThatOfAnotherProbe() {
      GivenSettings same =
          inACluster()
              .env(Setting.PROBE_ALIVE_PATH, "/health")
              .env(Setting.PROBE_READY_PATH, "/health")
              .env(Setting.PROBE_STARTED_PATH, "/health");

      assertThat(same.errors())
          .containsExactly(
              "LAMEDUCK_PROBE_READY_PATH: \"/health\""
                  + " (expected: different from LAMEDUCK_PROBE_ALIVE_PATH)",
              "LAMEDUCK_PROBE_STARTED_PATH: \"/health\""
                  + " (expected: different from LAMEDUCK_PROBE_ALIVE_PATH)",
              "LAMEDUCK_PROBE_STARTED_PATH: \"/health\""
                  + " (expected: different from LAMEDUCK_PROBE_READY_PATH)");
    }

    @Test
    void isToBlameRatherThanTheDefaultItClashesWith() {
      assertThat(inACluster().env(Setting.PROBE_ALIVE_PATH, "/ready").errors())
          .containsExactly(
              "LAMEDUCK_PROBE_ALIVE_PATH: \"/ready\""
                  + " (expected: different from LAMEDUCK_PROBE_READY_PATH)");
    }
  }

  @Nested
  class ThePrefix {
    @Test
    void isPutBeforeEveryProbe() {
      assertThat(inACluster().env(Setting.PROBE_PREFIX, "/a/b").read().probePaths().alive())
          .isEqualTo("/a/b/alive");
    }

    @Test
    void mayBeEmpty() {
      assertThat(inACluster().env(Setting.PROBE_PREFIX, "").read().probePaths().alive())
          .isEqualTo("/alive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"probes", "/", "/probes/", "/pro bes"})
    void isAPathWithoutASlashAtItsEnd(String prefix) {
      assertThat(inACluster().env(Setting.PROBE_PREFIX, prefix).errors())
          .containsExactly(
              "LAMEDUCK_PROBE_PREFIX: \""
                  + prefix
                  + "\" (expected: a path such as /a or /a/b, or nothing)");
    }
  }

  @Nested
  class ThePreStopEndpoint {
    private final GivenSettings endpoint =
        inACluster().env(Setting.PROBE_PORT, "8081").env(Setting.PRESTOP_PATH, "/prestop");

    @Test
    void livesOnTheProbePort() {
      assertThat(endpoint.read().preStopPath()).contains("/prestop");
      assertThat(inACluster().env(Setting.PRESTOP_PATH, "/prestop").errors())
          .containsExactly(
              "LAMEDUCK_PRESTOP_PATH: \"/prestop\""
                  + " (expected: nothing without LAMEDUCK_PROBE_PORT);"
                  + " it is served on the probe port alone");
    }

    @Test
    void isNoProbe() {
      GivenSettings prefixed = endpoint.env(Setting.PROBE_PREFIX, "/p");

      assertThat(prefixed.env(Setting.PRESTOP_PATH, "/ready").errors()).isEmpty();
      for (String probe : new String[] {"/p/alive", "/p/ready", "/p/started"}) {
        assertThat(prefixed.env(Setting.PRESTOP_PATH, probe).errors())
            .containsExactly(
                "LAMEDUCK_PRESTOP_PATH: \""
                    + probe
                    + "\" (expected: a path of its own); "
                    + probe
                    + " is a probe");
      }
    }

    @Test
    void aloneHasAToken() {
      assertThat(endpoint.env(Setting.PRESTOP_TOKEN, "sesame").read().preStopToken())
          .contains("sesame");
      assertThat(inACluster().env(Setting.PRESTOP_TOKEN, "sesame").errors())
          .containsExactly(
              "LAMEDUCK_PRESTOP_TOKEN: *** (expected: nothing without LAMEDUCK_PRESTOP_PATH);"
                  + " there is nothing else it protects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ses\name", "sésame", "ses\tame"})
    void hasATokenThatFitsAHeader(String token) {
      assertThat(endpoint.env(Setting.PRESTOP_TOKEN, token).errors())
          .containsExactly("LAMEDUCK_PRESTOP_TOKEN: *** (expected: visible ASCII characters)");
    }

    @Test
    void takesATokenWithoutTheNewlineItsSecretWasMadeWith() {
      assertThat(endpoint.env(Setting.PRESTOP_TOKEN, "sesame\n").read().preStopToken())
          .contains("sesame");
    }
  }

  @Nested
  class AFile {
    @Test
    void isNotUsedTwice() {
      GivenSettings same =
          inACluster().env(Setting.READY_FILE, "/run/a").env(Setting.ALIVE_FILE, "/run/a");

      assertThat(same.env(Setting.ALIVE_FILE, "/run/b").errors()).isEmpty();
      assertThat(same.errors())
          .containsExactly(
              "LAMEDUCK_ALIVE_FILE: \"/run/a\" (expected: different from LAMEDUCK_READY_FILE)");
    }

    @Test
    void isNotTheTerminationLog() {
      String log = "/dev/termination-log";

      assertThat(inACluster().env(Setting.READY_FILE, log).errors())
          .containsExactly(
              "LAMEDUCK_READY_FILE: \"/dev/termination-log\""
                  + " (expected: different from LAMEDUCK_TERMINATION_LOG)");
      assertThat(inACluster().env(Setting.ALIVE_FILE, log).errors()).hasSize(1);
    }

    @Test
    void hasANameThatTheFileSystemTakes() {
      assertThat(inACluster().env(Setting.READY_FILE, "/run/\0").errors())
          .containsExactly("LAMEDUCK_READY_FILE: \"/run/?\" (expected: the name of a file)");
    }
  }
}
