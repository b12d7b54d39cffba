package io.lameduck.internal.config;

import io.lameduck.Setting;
import java.util.Map;
import java.util.Optional;

/** The settings that have a value, given or by default. */
record SettingValues(Map<Setting<?>, SettingValue<?>> values) {
  SettingValues {
    values = Map.copyOf(values);
  }

  /** One that always has a value. */
  <T> SettingValue<T> get(Setting<T> setting) {
    return find(setting).orElseThrow();
  }

  <T> Optional<SettingValue<T>> find(Setting<T> setting) {
    SettingValue<?> value = values.get(setting);
    return value == null ? Optional.empty() : Optional.of(value.of(setting));
  }

  /** A probe's path as it stands in a request. */
  String probePath(Setting<String> probe) {
    return get(Setting.PROBE_PREFIX).value() + get(probe).value();
  }
}
