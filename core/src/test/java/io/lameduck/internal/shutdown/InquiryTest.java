package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.process.Unspeakable;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.ManualTime;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.TerminationNotice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An orchestrator is foreign code, and never decides. */
class InquiryTest {
  private final ManualTime time = new ManualTime();
  private final StagedThreads threads = new StagedThreads();
  private final RecordedLog log = new RecordedLog();
  private final List<TerminationNotice> heard = new ArrayList<>();

  @Test
  void handsOverTheAnswer() {
    TerminationNotice notice = new TerminationNotice("Reason", Optional.empty(), Duration.ZERO);
    ask(() -> Optional.of(notice));
    assertThat(heard).containsExactly(notice);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void takesNothingForAnAnswer() {
    ask(Optional::empty);
    assertNothingHeard();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void warnsOfNull() {
    ask(() -> nothing());
    assertNothingHeard();
    assertThat(log.lines())
        .containsExactly("WARN termination notice failed: java.lang.NullPointerException: notice");
  }

  @Test
  void warnsOfWhatIsThrown() {
    ask(
        () -> {
          throw new IOException("planned");
        });
    assertNothingHeard();
    assertThat(log.lines())
        .containsExactly("WARN termination notice failed: java.io.IOException: planned");
  }

  @Test
  void survivesWhatCannotBeShown() {
    ask(
        () -> {
          throw new Unspeakable();
        });
    assertNothingHeard();
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void doesNotWaitForEver() {
    threads.hanging.add("orchestrator");
    time.at(Duration.ofSeconds(3).minusNanos(1), () -> assertThat(log.lines()).isEmpty());
    ask(Optional::empty);
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(log.lines()).containsExactly("WARN termination notice failed: did not return");
  }

  @Test
  void hearsNothingThatComesTooLate() {
    threads.hanging.add("orchestrator");
    ask(() -> Optional.of(new TerminationNotice("Late", Optional.empty(), Duration.ZERO)));
    threads.release("orchestrator");
    assertNothingHeard();
  }

  private void ask(Orchestrator orchestrator) {
    LogWriter logWriter = new LogWriter(log, Runnable::run);
    new Inquiry(orchestrator, threads, time, logWriter).ask(heard::add);
  }

  private void assertNothingHeard() {
    assertThat(heard).isEmpty();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // it returns what it must not
  private static <T> T nothing() {
    @Nullable T none = null;
    return none;
  }
}
