package io.lameduck.internal.config;

import static io.lameduck.internal.config.SettingSource.BUILDER;
import static io.lameduck.internal.config.SettingSource.ENVIRONMENT;
import static io.lameduck.internal.config.SettingSource.PROPERTY;

import io.lameduck.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three places where a setting can be given. */
public record SettingSources(
    Map<String, String> environment,
    Map<String, String> properties,
    Map<Setting<?>, String> builder) {

  // The one variable that every container in a cluster has.
  private static final String CLUSTER = "KUBERNETES_SERVICE_HOST";

  boolean inCluster() {
    return !environment.getOrDefault(CLUSTER, "").isEmpty();
  }

  ServiceLinks serviceLinks() {
    return ServiceLinks.in(environment);
  }

  /** One line for each name that looks like a setting and is none. */
  List<String> unknownNames() {
    ServiceLinks links = serviceLinks();
    List<String> unknown = new ArrayList<>();
    for (String name : UnknownNames.in(environment.keySet(), ENVIRONMENT)) {
      if (!links.contain(name)) {
        unknown.add(UnknownNames.error(name, ENVIRONMENT));
      }
    }
    for (String name : UnknownNames.in(properties.keySet(), PROPERTY)) {
      unknown.add(UnknownNames.error(name, PROPERTY));
    }
    return unknown;
  }

  /** The setting from the strongest place that has it. */
  public <T> Optional<SettingText<T>> find(Setting<T> setting) {
    String text = builder.get(setting);
    if (text != null) {
      return Optional.of(new SettingText<>(setting, BUILDER, text));
    }
    text = properties.get(setting.propertyName());
    if (text != null) {
      return Optional.of(new SettingText<>(setting, PROPERTY, text.strip()));
    }
    text = environment.get(setting.environmentName());
    return text == null
        ? Optional.empty()
        : Optional.of(new SettingText<>(setting, ENVIRONMENT, text.strip()));
  }
}
