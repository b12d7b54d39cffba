package io.lameduck.internal.config;

import static io.lameduck.Setting.BEHIND;
import static io.lameduck.Setting.PROPAGATION_DELAY;
import static io.lameduck.Setting.PROPAGATION_MAX;
import static io.lameduck.Setting.PROPAGATION_MIN;

import io.lameduck.Behind;
import io.lameduck.ConfigurationException;
import io.lameduck.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all settings once, and collects what is wrong instead of stopping at the first. */
final class SettingsReader {
  private final SettingSources sources;
  private final Map<Setting<?>, SettingValue<?>> values = new HashMap<>();
  private final Set<Setting<?>> unreadable = new HashSet<>();
  private final List<String> errors = new ArrayList<>();

  SettingsReader(SettingSources sources) {
    this.sources = sources;
  }

  /** The settings; throws a {@link ConfigurationException} if anything is wrong with them. */
  SettingValues read() {
    errors.addAll(sources.unknownNames());
    readGiven();
    readDefaults();
    deriveDelay();
    derivePropagation();
    checkRules();
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
    return new SettingValues(values);
  }

  private void readGiven() {
    for (Setting<?> setting : Setting.values()) {
      Optional<? extends SettingText<?>> given = sources.find(setting);
      if (given.isPresent()) {
        read(given.get());
      }
    }
  }

  // Outside a cluster a delay above 0s or LAMEDUCK_BEHIND brings the other defaults of a cluster.
  private void readDefaults() {
    boolean asInCluster = sources.inCluster() || values.containsKey(BEHIND) || hasDelay();
    for (Setting<?> setting : Setting.values()) {
      readDefault(setting, asInCluster);
    }
  }

  private <T> void readDefault(Setting<T> setting, boolean asInCluster) {
    if (!values.containsKey(setting) && !unreadable.contains(setting)) {
      Optional<T> value = setting.defaultValue(asInCluster);
      if (value.isPresent()) {
        values.put(setting, SettingValue.byDefault(setting, value.get()));
      }
    }
  }

  private void read(SettingText<?> text) {
    try {
      values.put(text.setting(), text.read());
    } catch (IllegalArgumentException e) {
      unreadable.add(text.setting());
      errors.add(text.name() + ": " + e.getMessage() + adviceOn(text));
    }
  }

  // An empty value in a ConfigMap is a mistake more often than a wish for the default.
  private static String adviceOn(SettingText<?> text) {
    if (text.text().isEmpty()) {
      return "; remove it to get the default";
    }
    return text.text().contains("://") ? ServiceLinks.adviceOn(text.setting()) : "";
  }

  private boolean hasDelay() {
    Optional<SettingValue<Duration>> delay = new SettingValues(values).find(PROPAGATION_DELAY);
    return delay.isPresent() && !delay.get().value().isZero();
  }

  // The default of the delay depends on LAMEDUCK_BEHIND: if that is unreadable, so is the delay.
  private void deriveDelay() {
    if (!values.containsKey(PROPAGATION_DELAY) && !unreadable.contains(PROPAGATION_DELAY)) {
      Optional<SettingValue<Behind>> behind = new SettingValues(values).find(BEHIND);
      if (behind.isPresent()) {
        Duration delay = behind.get().value().propagationDelay();
        values.put(PROPAGATION_DELAY, SettingValue.byDefault(PROPAGATION_DELAY, delay));
      } else {
        unreadable.add(PROPAGATION_DELAY);
      }
    }
  }

  // The minimum and the maximum go along with the delay, unless somebody has set them.
  private void derivePropagation() {
    if (Collections.disjoint(unreadable, GraceBudget.PARTS)) {
      GraceBudget budget = GraceBudget.of(new SettingValues(values));
      values.putIfAbsent(PROPAGATION_MIN, budget.minPropagation());
      values.putIfAbsent(PROPAGATION_MAX, budget.maxPropagation());
    }
  }

  private void checkRules() {
    errors.addAll(new SettingRules(new SettingValues(values), unreadable).errors());
  }
}
