package io.lameduck.rehearsal.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private final Ports ports = Ports.withMain(8080);
  private final Placeholders placeholders =
      new Placeholders(
          "web-1", ports, Path.of("/tmp/message"), Map.of("URL", "http://localhost:{port}/"));

  @Test
  void thePortIsTheMainOne() {
    assertThat(placeholders.fill("--port={port}")).isEqualTo("--port=8080");
  }

  @Test
  void aNamedPortIsTheSameWhereverItIsNamed() {
    String probes = Integer.toString(ports.of("probes"));
    assertThat(placeholders.fill("{port:probes} {port:probes}")).isEqualTo(probes + " " + probes);
    assertThat(probes).isNotEqualTo("8080");
  }

  @Test
  void theNameAndTheFileAreFilledIn() {
    assertThat(placeholders.fill("{pod} {termination-log}")).isEqualTo("web-1 /tmp/message");
  }

  @Test
  void aVariableIsWhatTheProcessFindsInItsEnvironment() {
    assertThat(placeholders.fill("--url={env:URL} {env:NONE}"))
        .isEqualTo("--url=http://localhost:8080/ {env:NONE}");
  }

  @Test
  void otherBracesStayAsTheyAre() {
    String text = "{\"port\": 1} ${PORT} {ports} {port:} $1 \\";
    assertThat(placeholders.fill(text)).isEqualTo(text);
  }
}
