package io.lameduck.internal.start;

import io.lameduck.Lameduck;
import io.lameduck.Setting;
import io.lameduck.internal.config.SettingSources;
import io.lameduck.internal.config.SettingText;
import io.lameduck.internal.shutdown.TerminationLog;
import io.lameduck.internal.shutdown.TerminationMessage;
import io.lameduck.internal.text.Printable;
import io.lameduck.internal.text.ThrowableText;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Time;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the termination message of a start that failed, so that {@code kubectl describe} tells
 * why.
 */
final class StartFailure {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private final SettingSources sources;
  private final Time time;
  private final Threads threads;

  StartFailure(SettingSources sources, Time time, Threads threads) {
    this.sources = sources;
    this.time = time;
    this.threads = threads;
  }

  void leaveMessage(Throwable failure) {
    leaveMessage(describe(failure));
  }

  void leaveMessage(String message) {
    try (TerminationMessage file =
        new TerminationMessage(new TerminationLog(terminationLog()), time, threads)) {
      String trouble = file.leave(message);
      if (!trouble.isEmpty()) {
        log.info(trouble);
      }
    } catch (RuntimeException | Error e) {
      log.warn("no termination message", e); // the failure itself matters more
    }
  }

  static String describe(Throwable failure) {
    return Printable.lines("start failed: " + ThrowableText.message(failure));
  }

  /** The configuration may be what is wrong, so the path is taken as it was written. */
  private Path terminationLog() {
    return sources
        .find(Setting.TERMINATION_LOG)
        .map(SettingText::text)
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .orElse(Path.of("/dev/termination-log"));
  }
}
