package io.lameduck.internal.start;

import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.ShutdownCause;
import io.lameduck.Ticket;
import io.lameduck.Trigger;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.shutdown.Resource;
import io.lameduck.internal.shutdown.StagedService;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

/** Texts of others in the log and the message: each stays within its line. */
class LogInjectionTest {
  private static final String FORGED = "FAKE";

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\u001b[2J", "\u0085", "\u2028", "\u2029", "\u202e", "\0"})
  void noLineCanBeForged(String unfit) {
    String text = "a" + unfit + FORGED;
    Resource failing =
        new Resource(
            text,
            () -> {
              throw new IOException(text);
            });
    StagedService stage = new StagedService(outsideACluster(), failing);
    Ticket ticket = stage.service.inFlight().enter(text);
    stage.shutdown.pull(new ShutdownCause(Trigger.SHUTDOWN, text));
    ticket.close();

    assertThat(stage.log.lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).doesNotContain(unfit));
    assertThat(stage.log.lines()).anyMatch(line -> line.contains(FORGED));
    assertThat(stage.terminationMessage()).contains(FORGED).doesNotContain(unfit);
    assertThat(new Resource(text, () -> {}).name()).doesNotContain(unfit);
    stage.service.inFlight().close();
    assertThatThrownBy(() -> stage.service.inFlight().enter(text)).message().doesNotContain(unfit);
    assertThat(StartFailure.describe(new IOException("a\u001b" + FORGED)))
        .isEqualTo("start failed: a?FAKE");
  }

  @Test
  void theMessagesOfAStackTraceStayInTheirLines() {
    Throwable inner = new IOException("in\nFAKE");
    Throwable outer = new IllegalStateException("out", inner);

    assertThat(cause(outer)).isNotSameAs(outer).hasMessage("java.lang.IllegalStateException: out");
    assertThat(cause(outer).getCause()).hasMessage("java.io.IOException: in?FAKE");
    assertThat(cause(outer).getStackTrace()).isEqualTo(outer.getStackTrace());
  }

  @Test
  void aStackTraceWithoutAnythingToForgeIsTheThrowableItself() {
    Throwable plain = new IllegalStateException("out", new IOException("in"));

    assertThat(cause(plain)).isSameAs(plain);
  }

  @Test
  void causesThatGoRoundInACircleComeToAnEnd() {
    IOException one = new IOException("one\n");
    one.initCause(new IOException("two", one));

    assertThat(cause(one)).hasMessage("java.io.IOException: one?");
  }

  private static Throwable cause(Throwable thrown) {
    Queue<SubstituteLoggingEvent> written = new ArrayDeque<>();
    Logger log = new SubstituteLogger("test", written, false);
    new LogWriter(log, Runnable::run).warn("failed", thrown);
    return written.remove().getThrowable();
  }
}
