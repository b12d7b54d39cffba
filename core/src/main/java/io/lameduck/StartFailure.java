package io.lameduck;

import io.lameduck.time.Time;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves word of a start that failed, so that {@code kubectl describe} tells why. */
final class StartFailure {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private final SettingSources sources;
  private final Time time;
  private final Starter starter;

  StartFailure(SettingSources sources, Time time, Starter starter) {
    this.sources = sources;
    this.time = time;
    this.starter = starter;
  }

  void leaveMessage(Throwable failure) {
    try {
      TerminationLog file = new TerminationLog(terminationLog());
      String trouble = new TerminationMessage(file, time, starter).leave(describe(failure));
      if (!trouble.isEmpty()) {
        log.info(trouble);
      }
    } catch (RuntimeException | Error e) {
      log.warn("no termination message", e); // the failure itself matters more
    }
  }

  static String describe(Throwable failure) {
    String message = failure.getMessage();
    return "start failed: " + (message == null ? failure : message);
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
