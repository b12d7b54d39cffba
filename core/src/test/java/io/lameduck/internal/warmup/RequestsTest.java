package io.lameduck.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.WarmUp;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.time.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final int PORT = 8080;

  private final ManualTime time = new ManualTime();
  private final RecordedLog log = new RecordedLog();
  private final List<String> sent = new ArrayList<>();

  @Test
  void areMadeInTurnUntilTheirLatencyIsFlat() {
    Requests requests = requests(this::a, this::b);
    assertThat(requests.make(() -> false)).isEqualTo(WarmUpEnd.FLAT);
    assertThat(sent).hasSize(6000).startsWith("a", "b", "a", "b");
    assertThat(requests).hasToString("6000 requests, 95 % within 1.0ms at first, 1.0ms at last");
  }

  @Test
  void goOnWhileTheyGetFaster() {
    Requests requests = requests(port -> time.advance(Duration.ofNanos(latency())));
    assertThat(requests.make(() -> false)).isEqualTo(WarmUpEnd.FLAT);
    assertThat(sent).hasSizeBetween(10_000, 14_000);
    assertThat(requests.toString()).endsWith("95 % within 5.0ms at first, 1.0ms at last");
  }

  /** Down by a millisecond every thousand requests, to one. */
  private long latency() {
    sent.add("");
    return Math.max(1_000_000, 5_000_000 - (sent.size() - 1) / 1000 * 1_000_000L);
  }

  @Test
  void areNotMadeAgainWhenTheyHaveFailed() {
    Requests requests = requests(this::a, this::fails, this::b);
    assertThat(requests.make(() -> false)).isEqualTo(WarmUpEnd.FLAT);
    assertThat(sent).filteredOn("failed"::equals).hasSize(1);
    assertThat(sent).startsWith("a", "failed", "b", "a", "b", "a");
    assertThat(log.lines()).containsExactly("WARN warm-up: a request failed and is not made again");
  }

  @Test
  void haveFailedWhenNoneIsLeft() {
    Requests requests = requests(this::fails, this::fails);
    assertThat(requests.make(() -> false)).isEqualTo(WarmUpEnd.FAILED);
    assertThat(requests).hasToString("0 requests");
  }

  @Test
  void areNotMadeAnyMoreWhenTheShutdownHasBegun() {
    Requests requests = requests(this::a);
    assertThat(requests.make(() -> sent.size() == 3)).isEqualTo(WarmUpEnd.STOPPED);
    assertThat(sent).hasSize(3);
  }

  @Test
  void haveFailedWhenTheyInterruptThemselves() {
    Requests requests =
        requests(
            port -> {
              throw new InterruptedException("as the test wants it to");
            });
    assertThat(requests.make(() -> false)).isEqualTo(WarmUpEnd.FAILED);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void areNotToldToHaveFailedWhenTheyAreInterruptedAtTheEnd() {
    AtomicBoolean stopped = new AtomicBoolean();
    Requests requests =
        requests(
            port -> {
              stopped.set(true);
              throw new InterruptedException();
            });
    assertThat(requests.make(stopped::get)).isEqualTo(WarmUpEnd.STOPPED);
    assertThat(log.lines()).isEmpty();
  }

  private Requests requests(WarmUp.Request... all) {
    return new Requests(List.of(all), PORT, time, log.logWriter());
  }

  private void a(int port) {
    send("a", port);
  }

  private void b(int port) {
    send("b", port);
  }

  private void fails(int port) throws IOException {
    send("failed", port);
    throw new IOException("as the test wants it to");
  }

  private void send(String name, int port) {
    assertThat(port).isEqualTo(PORT);
    sent.add(name);
    time.advance(Duration.ofMillis(1));
  }
}
