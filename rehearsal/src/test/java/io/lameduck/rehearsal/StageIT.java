package io.lameduck.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.model.Exec;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.pod.Pod;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** None of the waits of a step outlasts the end of the rehearsal. */
@Timeout(60)
class StageIT {
  private static final Duration FAR_LONGER = Duration.ofMinutes(5);

  private final CompletableFuture<Object> end = new CompletableFuture<>();
  private final Stopwatch stopwatch = Stopwatch.start();
  private final Path deaf;
  private final Stage stage;

  StageIT(@TempDir Path dir) {
    deaf = dir.resolve("deaf");
    stage =
        new Stage(
            stubborn(deaf),
            new Availability(Duration.ZERO, FAR_LONGER),
            new Endpoints(stopwatch),
            stopwatch,
            new RehearsalListener() {},
            end);
  }

  /** Neither gets ready nor heeds SIGTERM, from the moment in which there is the file. */
  private static PodSpec stubborn(Path deaf) {
    String script = "trap '' TERM; touch '" + deaf + "'; while :; do sleep 0.02; done";
    return PodSpec.of("stubborn", List.of("sh", "-c", script))
        .withProbes(Probes.NONE.withReadiness(ProbeSpec.everySecond(new Exec(List.of("false")))))
        .withGracePeriod(FAR_LONGER);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Nested
  class TheEndCutsShort {
    @Test
    void aPause() {
      assertCutShort(() -> stage.pause(FAR_LONGER));
    }

    @Test
    void theWaitForAPodToGetReady() {
      Pod pod = stage.start();
      assertCutShort(() -> stage.awaitReady(pod));
    }

    @Test
    void theWaitForAPodToEnd() {
      Pod pod = stage.start();
      await().until(() -> Files.exists(deaf));
      assertCutShort(() -> stage.awaitEnds(List.of(pod.delete())));
    }

    /** As soon as the thread waits, and not before: that would be too easy. */
    private void assertCutShort(ThrowingCallable wait) {
      Thread waiting = Thread.currentThread();
      CompletableFuture<Void> ending =
          CompletableFuture.runAsync(
              () -> {
                await()
                    .until(
                        () ->
                            waiting.getState() == Thread.State.WAITING
                                || waiting.getState() == Thread.State.TIMED_WAITING);
                end.complete("over");
              });
      assertThatThrownBy(wait).isInstanceOf(EndedEarly.class);
      assertThat(ending).succeedsWithin(FAR_LONGER);
    }
  }

  @Test
  void noWaitBeginsAfterTheEnd() {
    end.complete("over");
    assertThatThrownBy(() -> stage.pause(Duration.ZERO)).isInstanceOf(EndedEarly.class);
    assertThatThrownBy(() -> stage.awaitEnds(List.of())).isInstanceOf(EndedEarly.class);
    assertThatThrownBy(() -> stage.awaitReady(stage.start())).isInstanceOf(EndedEarly.class);
  }
}
