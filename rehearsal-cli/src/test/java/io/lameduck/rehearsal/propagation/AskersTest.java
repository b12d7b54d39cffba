package io.lameduck.rehearsal.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever asks a pod that measures learns how late it is. */
@Timeout(60)
class AskersTest {
  private final AtomicLong nanos = new AtomicLong();
  private TargetPod pod;

  @BeforeEach
  void start() throws IOException {
    pod = TargetPod.start("orders-1", 0, nanos::get);
  }

  @AfterEach
  void close() {
    pod.close();
  }

  @Test
  void nobodyIsLateBeforeSigterm() throws IOException {
    assertThat(Asker.ask(path())).isEqualTo(new Sighting("orders-1", Optional.empty()));
  }

  @Test
  void thePodSaysHowLongAgoItsSigtermWas() throws IOException {
    pod.terminate();
    nanos.addAndGet(Duration.ofMillis(250).toNanos());
    assertThat(Asker.ask(path()))
        .isEqualTo(new Sighting("orders-1", Optional.of(Duration.ofMillis(250))));
  }

  @Test
  void theLastConnectionOfEachPodIsKept() {
    pod.terminate();
    try (Askers askers = Askers.start(List.of(path()))) {
      for (long millis : List.of(100L, 300L)) {
        nanos.set(Duration.ofMillis(millis).toNanos());
        await().until(() -> seen(askers).lastLateMillis().containsValue(millis));
      }
      nanos.set(Duration.ofMillis(200).toNanos()); // one that was overtaken
      long before = seen(askers).connections();
      await().until(() -> seen(askers).connections() > before + 20);
      assertThat(seen(askers).lastLateMillis()).containsOnlyKeys("orders-1").containsValue(300L);
      assertThat(seen(askers).failed()).isZero();
    }
  }

  @Test
  void aConnectionWithoutAnAnswerIsCounted() {
    pod.close();
    try (Askers askers = Askers.start(List.of(path()))) {
      await().until(() -> seen(askers).failed() > 0);
      assertThat(seen(askers).failure()).startsWith("java.net.ConnectException");
    }
  }

  @Test
  void thePathsAreToldApart() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      Path other = new Path("silent", "localhost", silent.getLocalPort());
      try (Askers askers = Askers.start(List.of(path(), other))) {
        await().until(() -> seen(askers).connections() > 0);
        assertThat(askers.seen()).containsOnlyKeys("service", "silent");
        assertThat(Objects.requireNonNull(askers.seen().get("silent")).lastLateMillis()).isEmpty();
      }
    }
  }

  @Test
  void aPathIsANameAHostAndAPort() {
    assertThat(Path.parse("node-port=10.0.0.1:30080"))
        .isEqualTo(new Path("node-port", "10.0.0.1", 30080));
    for (String wrong : List.of("orders:80", "=orders:80", "service=orders", "service=")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Path.parse(wrong))
          .withMessageStartingWith("path: " + wrong + " (expected: name=host:port");
    }
  }

  @Test
  void anAnswerOfSomethingElseIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sighting.parse("<html>"))
        .withMessageStartingWith("answer: <html> (expected: ");
  }

  private static Seen seen(Askers askers) {
    return Objects.requireNonNull(askers.seen().get("service"));
  }

  private Path path() {
    return new Path("service", "localhost", pod.port());
  }
}
