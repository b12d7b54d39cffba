package io.lameduck.it.hostile;

import io.lameduck.it.End;
import java.util.List;

/**
 * What is left of a victim.
 *
 * @param innocents the statuses of the requests that had to be served; 0 for one that failed
 */
record Ended(End end, FinalMessage message, List<String> log, List<Integer> innocents) {
  /** All there is to see, for a test that fails. */
  @Override
  public String toString() {
    return "exit code "
        + end.exitCode()
        + " after "
        + end.afterSignal().toMillis()
        + " ms\nmessage: "
        + message.text()
        + "\ninnocent requests: "
        + innocents
        + "\n"
        + String.join("\n", log);
  }
}
