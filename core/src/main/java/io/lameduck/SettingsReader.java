package io.lameduck;

import static io.lameduck.Setting.PROPAGATION_DELAY;
import static io.lameduck.Setting.PROPAGATION_MAX;
import static io.lameduck.Setting.PROPAGATION_MIN;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all settings once, and collects what is wrong instead of stopping at the first. */
final class SettingsReader {
  private final SettingSources sources;
  private final Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
  private final Set<Setting> unreadable = EnumSet.noneOf(Setting.class);
  private final List<String> errors = new ArrayList<>();

  SettingsReader(SettingSources sources) {
    this.sources = sources;
  }

  /** The settings; throws a {@link ConfigurationException} if anything is wrong with them. */
  SettingValues read() {
    errors.addAll(sources.unknownNames());
    readGiven();
    readDefaults();
    derivePropagation();
    checkRules();
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
    return new SettingValues(values);
  }

  private void readGiven() {
    for (Setting setting : Setting.values()) {
      sources.find(setting).ifPresent(this::read);
    }
  }

  // Who sets a delay outside a cluster rehearses one, so that all else is then as in a cluster.
  private void readDefaults() {
    readDefault(PROPAGATION_DELAY, sources.inCluster());
    boolean asInCluster = sources.inCluster() || hasDelay();
    for (Setting setting : Setting.values()) {
      readDefault(setting, asInCluster);
    }
  }

  private void readDefault(Setting setting, boolean asInCluster) {
    if (!values.containsKey(setting) && !unreadable.contains(setting)) {
      Optional<String> text = setting.fallback().text(asInCluster);
      text.map(it -> new SettingText(setting, SettingSource.DEFAULT, it)).ifPresent(this::read);
    }
  }

  private void read(SettingText text) {
    try {
      values.put(text.setting(), text.read());
    } catch (BadValueException e) {
      unreadable.add(text.setting());
      errors.add(text.error(text.setting().format().expected(), adviceOn(text, e)));
    }
  }

  // An empty value in a ConfigMap is a mistake more often than a wish for the default.
  private static String adviceOn(SettingText text, BadValueException e) {
    return text.text().isEmpty() ? "remove it to get the default" : e.advice();
  }

  private boolean hasDelay() {
    SettingValue delay = values.get(PROPAGATION_DELAY);
    return delay != null && !delay.duration().isZero();
  }

  // The minimum and the maximum go along with the delay, unless somebody has set them.
  private void derivePropagation() {
    if (Collections.disjoint(unreadable, GraceBudget.PARTS)) {
      GraceBudget budget = GraceBudget.of(new SettingValues(values));
      values.putIfAbsent(PROPAGATION_MIN, budget.leastPropagation());
      values.computeIfPresent(
          PROPAGATION_MAX, (setting, max) -> max.isDefault() ? budget.mostPropagation(max) : max);
    }
  }

  private void checkRules() {
    SettingValues read = new SettingValues(values);
    for (SettingRule rule : SettingRules.ALL) {
      if (Collections.disjoint(unreadable, rule.about())) {
        rule.error().apply(read).ifPresent(errors::add);
      }
    }
  }
}
