package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Step;

/**
 * How a workload replaces its pods; percentages are already numbers.
 *
 * @param recreate whether all go at once
 */
record Strategy(boolean recreate, int maxSurge, int maxUnavailable) {
  private static final String QUARTER = "25%";

  /** Of a Deployment. A StatefulSet replaces one pod after the other, and has no surge. */
  static Strategy of(Yaml workload, int replicas) {
    if (workload.at("kind").text("").equals("StatefulSet")) {
      return new Strategy(false, 0, 1);
    }
    Yaml strategy = workload.at("spec").at("strategy");
    if (strategy.at("type").text("RollingUpdate").equals("Recreate")) {
      return new Strategy(true, 0, replicas);
    }
    Yaml rolling = strategy.at("rollingUpdate");
    int surge = number(rolling.at("maxSurge"), replicas, true);
    int unavailable = number(rolling.at("maxUnavailable"), replicas, false);
    // Kubernetes: if both come out as zero, one pod may be missing, or nothing could begin.
    return new Strategy(false, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
  }

  /** A surge is rounded up, what may be missing is rounded down. */
  private static int number(Yaml value, int replicas, boolean up) {
    String text = value.text(QUARTER);
    try {
      if (!text.endsWith("%")) {
        return Integer.parseInt(text);
      }
      int percent = Integer.parseInt(text.substring(0, text.length() - 1));
      return up ? (replicas * percent + 99) / 100 : replicas * percent / 100;
    } catch (NumberFormatException e) {
      throw (InvalidFile) value.wrong("a number or a percentage").initCause(e);
    }
  }

  Step step() {
    return recreate ? new Recreate() : new RollingUpdate(maxSurge, maxUnavailable);
  }
}
