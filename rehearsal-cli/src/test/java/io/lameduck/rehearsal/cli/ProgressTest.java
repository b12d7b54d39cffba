package io.lameduck.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final PodEvent READY =
      new PodEvent(Duration.ofSeconds(1), PodEvent.Kind.READY, "");
  private static final PodEvent NOT_READY =
      new PodEvent(Duration.ofSeconds(2), PodEvent.Kind.NOT_READY, "GET /ready answered 503");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void elsewhereThanOnATerminalThereArePlainLines() {
    try (Progress progress = new Progress(out, false, false)) {
      progress.happened("web-1", READY);
      progress.happened("web-1", NOT_READY);
    }
    assertThat(printed().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches(" +\\d+\\.\\d s {2}web-1 ready"),
            line -> assertThat(line).endsWith("web-1 not ready: GET /ready answered 503"));
  }

  @Test
  void onATerminalTheLastLineIsClearedAndStaysClear() {
    try (Progress progress = new Progress(out, true, false)) {
      progress.step("rolling update");
    }
    assertThat(printed())
        .startsWith("\r\u001b[K")
        .contains("rolling update\n")
        .endsWith("\r\u001b[K");
  }

  @Test
  void whatThePodsWriteIsShownOnlyIfAskedFor() {
    try (Progress progress = new Progress(out, false, false)) {
      progress.line("web-1", "a line");
    }
    assertThat(printed()).isEmpty();
    try (Progress progress = new Progress(out, false, true)) {
      progress.line("web-1", "a line");
    }
    assertThat(printed()).contains("web-1 | a line");
  }

  private String printed() {
    return bytes.toString(UTF_8);
  }
}
