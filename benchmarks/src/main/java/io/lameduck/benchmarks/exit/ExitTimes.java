package io.lameduck.benchmarks.exit;

import io.lameduck.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;

/** How long a process needed to exit, in milliseconds, round by round. */
final class ExitTimes {
  private final List<Double> idle = new ArrayList<>();
  private final List<Double> afterLastRequest = new ArrayList<>();

  void idle(double millis) {
    idle.add(millis);
  }

  void afterLastRequest(double millis) {
    afterLastRequest.add(millis);
  }

  /** From SIGTERM on, with nothing in flight. */
  Spread idle() {
    return Spread.of(idle);
  }

  /** From the end of the last answer on; a process that did not give it is not counted. */
  String afterLastRequest() {
    return afterLastRequest.isEmpty() ? "no answer" : Spread.of(afterLastRequest).text();
  }
}
