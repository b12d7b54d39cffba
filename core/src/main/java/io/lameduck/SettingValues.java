package io.lameduck;

import java.util.Map;
import java.util.Optional;

/** The settings that have a value, given or by default. */
record SettingValues(Map<Setting, SettingValue> values) {
  SettingValues {
    values = Map.copyOf(values);
  }

  /** One that always has a value. */
  SettingValue get(Setting setting) {
    return find(setting).orElseThrow();
  }

  Optional<SettingValue> find(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /** A probe's path as it stands in a request. */
  String probePath(Setting probe) {
    return get(Setting.PROBE_PREFIX).path() + get(probe).path();
  }
}
