package io.lameduck;

import static io.lameduck.Setting.ALIVE_FILE;
import static io.lameduck.Setting.GRACE_PERIOD;
import static io.lameduck.Setting.PRESTOP_PATH;
import static io.lameduck.Setting.PRESTOP_TOKEN;
import static io.lameduck.Setting.PROBE_ALIVE_PATH;
import static io.lameduck.Setting.PROBE_PORT;
import static io.lameduck.Setting.PROBE_READY_PATH;
import static io.lameduck.Setting.PROBE_STARTED_PATH;
import static io.lameduck.Setting.PROPAGATION_DELAY;
import static io.lameduck.Setting.PROPAGATION_MAX;
import static io.lameduck.Setting.PROPAGATION_MIN;
import static io.lameduck.Setting.READY_FILE;
import static io.lameduck.Setting.TERMINATION_LOG;

import java.time.Duration;
import java.util.List;

/** Every rule that has to hold between settings. */
final class SettingRules {
  // Kubernetes gives whole seconds, and none means that the process is killed at once.
  private static final Duration SHORTEST_GRACE = Duration.ofSeconds(1);

  static final List<SettingRule> ALL =
      List.of(
          SettingRule.atLeast(GRACE_PERIOD, SHORTEST_GRACE),
          SettingRule.notAbove(PROPAGATION_MIN, PROPAGATION_DELAY),
          SettingRule.notBelow(PROPAGATION_MAX, PROPAGATION_DELAY),
          GraceBudget.MUST_FIT,
          GraceBudget.MAX_MUST_FIT,
          SettingRule.differ(PROBE_ALIVE_PATH, PROBE_READY_PATH),
          SettingRule.differ(PROBE_ALIVE_PATH, PROBE_STARTED_PATH),
          SettingRule.differ(PROBE_READY_PATH, PROBE_STARTED_PATH),
          SettingRule.preStopIsNot(PROBE_ALIVE_PATH),
          SettingRule.preStopIsNot(PROBE_READY_PATH),
          SettingRule.preStopIsNot(PROBE_STARTED_PATH),
          SettingRule.needs(PRESTOP_PATH, PROBE_PORT, "it is served on the probe port alone"),
          SettingRule.needs(PRESTOP_TOKEN, PRESTOP_PATH, "there is nothing else it protects"),
          SettingRule.differ(READY_FILE, ALIVE_FILE),
          SettingRule.differ(READY_FILE, TERMINATION_LOG),
          SettingRule.differ(ALIVE_FILE, TERMINATION_LOG));

  private SettingRules() {}
}
