package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.ExitCodes;
import io.lameduck.Outcome;
import io.lameduck.ShutdownReport;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a shutdown leaves behind: its report, the last line of its log, and the termination message.
 * The message is written before anybody is told that there is a report.
 */
final class LastWords {
  /** Made before memory may run out. */
  private static final String NO_MEMORY = "halted: no memory is left to tell more";

  private static final String CHOSEN_ELSEWHERE =
      "exit code chosen by the caller of System.exit or by the JVM";

  private final ServiceParts service;
  private final AtomicReference<@Nullable ShutdownReport> finished = new AtomicReference<>();
  private volatile boolean exitedElsewhere;

  LastWords(ServiceParts service) {
    this.service = service;
  }

  /** What happened, once all phases are over or the process was halted. */
  Optional<ShutdownReport> report() {
    return Optional.ofNullable(finished.get());
  }

  /** The process is being ended by somebody else, whose exit code is not known here. */
  void exitedElsewhere() {
    exitedElsewhere = true;
  }

  boolean areExitedElsewhere() {
    return exitedElsewhere;
  }

  /** All phases are over. */
  void leave(Account account, boolean exits) {
    ShutdownReport done = account.complete();
    String summary = Summary.of(done, exit(done, exits));
    if (done.outcome() == Outcome.DRAINED) {
      service.logWriter().info(summary);
    } else {
      service.logWriter().warn(summary);
    }
    String trouble = service.terminationMessage().leave(summary);
    if (!trouble.isEmpty()) {
      service.logWriter().info(trouble);
    }
    finished.compareAndSet(null, done);
  }

  /** Corrects the message where somebody else has chosen an exit code since it was written. */
  void correctExit() {
    report()
        .ifPresent(done -> service.terminationMessage().leave(Summary.of(done, CHOSEN_ELSEWHERE)));
  }

  /** The process is ended now, in whichever phase. Runs no foreign code. */
  void halt(Account account, EndReason reason, int status) {
    try {
      if (finished.get() == null) {
        finished.compareAndSet(null, account.cutShort(reason));
      }
      report().ifPresent(last -> leaveHalted(last, reason, status));
    } catch (OutOfMemoryError e) {
      service.terminationMessage().leaveHalted(NO_MEMORY);
    }
  }

  int status(ShutdownReport done) {
    ExitCodes codes = service.settings().exitCodes();
    return ExitStatus.of(codes, done.outcome(), done.cause().trigger());
  }

  private void leaveHalted(ShutdownReport last, EndReason reason, int status) {
    String words = "halted: " + reason.word() + "; " + Summary.of(last, "exit " + status);
    service.logWriter().warn(words);
    service.terminationMessage().leaveHalted(words);
  }

  private String exit(ShutdownReport done, boolean exits) {
    if (exitedElsewhere) {
      return CHOSEN_ELSEWHERE;
    }
    return exits ? "exit " + status(done) : "no exit";
  }
}
