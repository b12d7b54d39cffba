package io.lameduck.internal.probeport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What SECURITY.md promises of the probe port is what the code does. */
class SecurityPageTest {
  private final String page = read();

  @Test
  void theLimitsAreThoseOfTheCode() {
    assertThat(limits())
        .containsExactly(
            row("connections", ProbeConnections.MOST),
            row("queue of the kernel", ProbePort.BACKLOG),
            row("request line and headers", ProbeConnection.LONGEST_HEAD + " bytes"),
            row("requests on a connection", 1),
            row("time of a connection", seconds(ProbeConnections.PATIENCE_NANOS) + " s"),
            row("preStop calls that wait", ProbeConnections.MOST_HELD));
  }

  @Test
  void theAgeAtWhichAConnectionMayGoIsThatOfTheCode() {
    long millis = TimeUnit.NANOSECONDS.toMillis(ProbeConnections.ENOUGH_NANOS);
    assertThat(page).contains("once it is " + millis + " ms old");
  }

  @Test
  void theHeaderOfTheTokenIsThatOfTheCode() {
    assertThat(page).contains("`" + PreStopEndpoint.TOKEN_HEADER + "`");
  }

  /** The rows of the table, without what happens beyond each limit. */
  private List<String> limits() {
    String table = page.replaceFirst("(?s).*<!-- begin limits.*?\\|---\\|\n", "");
    return Arrays.stream(table.replaceFirst("(?s)<!-- end limits.*", "").split("\n"))
        .map(row -> row.replaceFirst("[^|]*\\|$", ""))
        .toList();
  }

  private static String row(String limit, Object value) {
    return "| " + limit + " | " + value + " |";
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  private static String read() {
    try {
      return Files.readString(Path.of("..", "SECURITY.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
