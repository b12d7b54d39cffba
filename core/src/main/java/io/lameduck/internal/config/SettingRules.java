package io.lameduck.internal.config;

import static io.lameduck.Setting.ALIVE_FILE;
import static io.lameduck.Setting.CONNECTION_MAX_AGE;
import static io.lameduck.Setting.EXIT_MARGIN;
import static io.lameduck.Setting.GRACE_PERIOD;
import static io.lameduck.Setting.PRESTOP_PATH;
import static io.lameduck.Setting.PRESTOP_TOKEN;
import static io.lameduck.Setting.PROBE_ALIVE_PATH;
import static io.lameduck.Setting.PROBE_PORT;
import static io.lameduck.Setting.PROBE_PREFIX;
import static io.lameduck.Setting.PROBE_READY_PATH;
import static io.lameduck.Setting.PROBE_STARTED_PATH;
import static io.lameduck.Setting.PROPAGATION_DELAY;
import static io.lameduck.Setting.PROPAGATION_MAX;
import static io.lameduck.Setting.PROPAGATION_MIN;
import static io.lameduck.Setting.READY_FILE;
import static io.lameduck.Setting.TERMINATION_LOG;

import io.lameduck.Setting;
import io.lameduck.internal.text.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks settings that could be read, alone and against each other. A rule is skipped when a
 * setting that it is about could not be read.
 */
final class SettingRules {
  // Kubernetes gives whole seconds, and none means that the process is killed at once.
  private static final Duration SHORTEST_GRACE = Duration.ofSeconds(1);

  // With a shorter age clients do little but connect.
  private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);

  private final SettingValues values;
  private final Set<Setting<?>> unreadable;
  private final List<String> errors = new ArrayList<>();

  SettingRules(SettingValues values, Set<Setting<?>> unreadable) {
    this.values = values;
    this.unreadable = unreadable;
  }

  /** One line for each rule that does not hold. */
  List<String> errors() {
    graceIsNotTooShort();
    exitMarginHasRoomForTheMessage();
    connectionAgeIsNotTooShort();
    notAbove(PROPAGATION_MIN, PROPAGATION_DELAY);
    notBelow(PROPAGATION_MAX, PROPAGATION_DELAY);
    everythingFitsIntoTheGracePeriod();
    differ(PROBE_ALIVE_PATH, PROBE_READY_PATH);
    differ(PROBE_ALIVE_PATH, PROBE_STARTED_PATH);
    differ(PROBE_READY_PATH, PROBE_STARTED_PATH);
    preStopIsNot(PROBE_ALIVE_PATH);
    preStopIsNot(PROBE_READY_PATH);
    preStopIsNot(PROBE_STARTED_PATH);
    needs(PRESTOP_PATH, PROBE_PORT, "it is served on the probe port alone");
    needs(PRESTOP_TOKEN, PRESTOP_PATH, "there is nothing else it protects");
    isOwn(READY_FILE);
    isOwn(ALIVE_FILE);
    differ(READY_FILE, ALIVE_FILE);
    differ(READY_FILE, TERMINATION_LOG);
    differ(ALIVE_FILE, TERMINATION_LOG);
    return errors;
  }

  private void graceIsNotTooShort() {
    if (areRead(GRACE_PERIOD) && isShorter(values.get(GRACE_PERIOD), SHORTEST_GRACE)) {
      error(values.get(GRACE_PERIOD), "at least " + DurationText.exact(SHORTEST_GRACE), "");
    }
  }

  private void connectionAgeIsNotTooShort() {
    Optional<SettingValue<Duration>> age = values.find(CONNECTION_MAX_AGE);
    if (areRead(CONNECTION_MAX_AGE) && age.isPresent() && isShorter(age.get(), SHORTEST_AGE)) {
      error(age.get(), "at least " + DurationText.exact(SHORTEST_AGE), "");
    }
  }

  /** The exit comes that much later when the file of the termination message hangs. */
  private void exitMarginHasRoomForTheMessage() {
    if (areRead(EXIT_MARGIN) && isShorter(values.get(EXIT_MARGIN), Settings.MESSAGE_LIMIT)) {
      String least = DurationText.exact(Settings.MESSAGE_LIMIT);
      error(
          values.get(EXIT_MARGIN),
          "at least " + least + " = " + least + " for a termination message whose file hangs",
          "or SIGKILL comes before the exit");
    }
  }

  private void everythingFitsIntoTheGracePeriod() {
    if (areRead(GraceBudget.PARTS)) {
      GraceBudget budget = GraceBudget.of(values);
      boolean maxIsRead = areRead(PROPAGATION_MAX);
      addIfPresent(maxIsRead ? budget.overrun(values.get(PROPAGATION_MAX)) : budget.overrun());
    }
  }

  /** What is somebody else's must neither be emptied nor deleted. */
  private void isOwn(Setting<Path> file) {
    Optional<SettingValue<Path>> value = values.find(file);
    if (areRead(file) && value.isPresent()) {
      Optional<String> obstacle = OwnFile.obstacle(value.get().value());
      if (obstacle.isPresent()) {
        error(value.get(), "the name of a file that is missing or empty", "it " + obstacle.get());
      }
    }
  }

  private void notAbove(Setting<Duration> setting, Setting<Duration> max) {
    compare(setting, "at most ", max, 1);
  }

  private void notBelow(Setting<Duration> setting, Setting<Duration> min) {
    compare(setting, "at least ", min, -1);
  }

  private void compare(
      Setting<Duration> setting, String words, Setting<Duration> other, int wrong) {
    Optional<SettingValue<Duration>> value = values.find(setting);
    boolean given = value.isPresent() && !value.get().isDefault(); // a default follows the other
    if (areRead(setting, other) && given) {
      SettingValue<Duration> limit = values.get(other);
      if (Integer.signum(value.get().value().compareTo(limit.value())) == wrong) {
        error(value.get(), words + limit.described(), "");
      }
    }
  }

  private void needs(Setting<?> setting, Setting<?> other, String advice) {
    Optional<? extends SettingValue<?>> value = values.find(setting);
    if (areRead(setting, other) && value.isPresent() && values.find(other).isEmpty()) {
      error(value.get(), "nothing without " + other.environmentName(), advice);
    }
  }

  /** Blames the one that somebody has set. */
  private void differ(Setting<?> one, Setting<?> two) {
    Optional<? extends SettingValue<?>> a = values.find(one);
    Optional<? extends SettingValue<?>> b = values.find(two);
    if (areRead(one, two) && a.isPresent() && b.isPresent()) {
      if (a.get().value().equals(b.get().value())) {
        SettingValue<?> blamed = b.get().isDefault() ? a.get() : b.get();
        SettingValue<?> other = b.get().isDefault() ? b.get() : a.get();
        error(blamed, "different from " + other.name(), "");
      }
    }
  }

  private void preStopIsNot(Setting<String> probe) {
    Optional<SettingValue<String>> path = values.find(PRESTOP_PATH);
    if (areRead(PRESTOP_PATH, PROBE_PREFIX, probe)
        && path.isPresent()
        && path.get().value().equals(values.probePath(probe))) {
      error(path.get(), "a path of its own", path.get().value() + " is a probe");
    }
  }

  private static boolean isShorter(SettingValue<Duration> value, Duration least) {
    return value.value().compareTo(least) < 0;
  }

  private boolean areRead(Setting<?>... settings) {
    return areRead(List.of(settings));
  }

  private boolean areRead(Iterable<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      if (unreadable.contains(setting)) {
        return false;
      }
    }
    return true;
  }

  private void error(SettingValue<?> value, String expected, String advice) {
    errors.add(value.error(expected, advice));
  }

  private void addIfPresent(Optional<String> error) {
    if (error.isPresent()) {
      errors.add(error.get());
    }
  }
}
