package io.lameduck;

import static io.lameduck.Setting.PRESTOP_PATH;
import static io.lameduck.Setting.PROBE_PREFIX;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Something that has to hold for settings that are right each for itself.
 *
 * @param about what it compares; it is not asked when one of these could not be read
 * @param error the line to report when it does not hold
 */
record SettingRule(Set<Setting> about, Function<SettingValues, Optional<String>> error) {

  static SettingRule atLeast(Setting setting, Duration least) {
    return new SettingRule(
        Set.of(setting),
        values ->
            Optional.of(values.get(setting))
                .filter(value -> value.duration().compareTo(least) < 0)
                .map(value -> value.error("at least " + DurationText.show(least), "")));
  }

  static SettingRule notAbove(Setting setting, Setting most) {
    return compared(setting, "at most ", most, 1);
  }

  static SettingRule notBelow(Setting setting, Setting least) {
    return compared(setting, "at least ", least, -1);
  }

  static SettingRule needs(Setting setting, Setting other, String advice) {
    return new SettingRule(
        Set.of(setting, other),
        values ->
            values
                .find(setting)
                .filter(value -> values.find(other).isEmpty())
                .map(value -> value.error("nothing without " + other.environmentName(), advice)));
  }

  static SettingRule differ(Setting one, Setting two) {
    return new SettingRule(
        Set.of(one, two),
        values -> values.find(one).flatMap(a -> values.find(two).flatMap(b -> clash(a, b))));
  }

  static SettingRule preStopIsNot(Setting probe) {
    return new SettingRule(
        Set.of(PRESTOP_PATH, PROBE_PREFIX, probe),
        values ->
            values
                .find(PRESTOP_PATH)
                .filter(value -> value.path().equals(values.probePath(probe)))
                .map(value -> value.error("a path of its own", value.path() + " is a probe")));
  }

  private static SettingRule compared(Setting setting, String words, Setting other, int wrong) {
    return new SettingRule(
        Set.of(setting, other),
        values ->
            values
                .find(setting)
                .filter(value -> !value.isDefault()) // which follows the other one
                .filter(value -> value.compareTo(values.get(other)) == wrong)
                .map(value -> value.error(words + values.get(other).described(), "")));
  }

  // Blames the one that somebody has set.
  private static Optional<String> clash(SettingValue a, SettingValue b) {
    if (!a.value().equals(b.value())) {
      return Optional.empty();
    }
    SettingValue blamed = b.isDefault() ? a : b;
    SettingValue other = b.isDefault() ? b : a;
    return Optional.of(blamed.error("different from " + other.name(), ""));
  }
}
