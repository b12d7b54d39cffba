package io.lameduck.internal.shutdown;

import io.lameduck.ExitCodes;
import io.lameduck.Outcome;
import io.lameduck.Trigger;
import java.util.EnumSet;
import java.util.Set;

/** What a process exits with when its shutdown is over. */
final class ExitStatus {
  /** A plain JVM's status after SIGTERM: 128 + 15. */
  private static final int INTERRUPTED = 143;

  /** The orchestrator interrupted the process, rather than the process itself. */
  private static final Set<Trigger> INTERRUPTIONS =
      EnumSet.of(Trigger.SIGTERM, Trigger.STOP_SIGNAL, Trigger.SIGINT, Trigger.PRESTOP);

  private ExitStatus() {}

  static int of(ExitCodes codes, Outcome outcome, Trigger trigger) {
    if (codes == ExitCodes.JOB && INTERRUPTIONS.contains(trigger)) {
      return INTERRUPTED;
    }
    return outcome == Outcome.DRAINED && trigger != Trigger.FATAL_ERROR ? 0 : 1;
  }
}
