package io.lameduck;

import static io.lameduck.SettingSource.BUILDER;
import static io.lameduck.SettingSource.ENVIRONMENT;
import static io.lameduck.SettingSource.PROPERTY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The three places where a setting can be given. */
record SettingSources(
    Map<String, String> environment, Map<String, String> properties, Map<Setting, String> builder) {

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
    List<String> names =
        environment.keySet().stream().filter(name -> !links.contain(name)).toList();
    List<String> unknown = new ArrayList<>();
    unknown.addAll(
        new UnknownNames("environment variable", Setting::environmentName).errors(names));
    unknown.addAll(
        new UnknownNames("system property", Setting::propertyName).errors(properties.keySet()));
    return unknown;
  }

  /** The setting from the strongest place that has it. */
  Optional<SettingText> find(Setting setting) {
    return text(setting, BUILDER, builder.get(setting))
        .or(() -> text(setting, PROPERTY, properties.get(setting.propertyName())))
        .or(() -> text(setting, ENVIRONMENT, environment.get(setting.environmentName())));
  }

  private static Optional<SettingText> text(
      Setting setting, SettingSource source, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> new SettingText(setting, source, given.strip()));
  }
}
