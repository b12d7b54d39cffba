package io.lameduck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings as a test gives them. Immutable. */
record GivenSettings(
    Map<String, String> environment, Map<String, String> properties, Map<Setting, String> builder) {

  static GivenSettings outsideACluster() {
    return new GivenSettings(Map.of(), Map.of(), Map.of());
  }

  static GivenSettings inACluster() {
    return outsideACluster().env("KUBERNETES_SERVICE_HOST", "10.96.0.1");
  }

  GivenSettings env(String name, String value) {
    return new GivenSettings(plus(environment, name, value), properties, builder);
  }

  GivenSettings env(Setting setting, String value) {
    return env(setting.environmentName(), value);
  }

  GivenSettings property(String name, String value) {
    return new GivenSettings(environment, plus(properties, name, value), builder);
  }

  GivenSettings builder(Setting setting, String value) {
    return new GivenSettings(environment, properties, plus(builder, setting, value));
  }

  Settings read() {
    return Settings.read(environment, properties, builder);
  }

  /** The lines of the error message but for its headline; none if there is no error. */
  List<String> errors() {
    try {
      read();
      return List.of();
    } catch (ConfigurationException e) {
      return e.getMessage().lines().skip(1).map(String::strip).toList();
    }
  }

  private static <K> Map<K, String> plus(Map<K, String> map, K key, String value) {
    Map<K, String> more = new HashMap<>(map);
    more.put(key, value);
    return Map.copyOf(more);
  }
}
