package io.lameduck.internal.config;

import io.lameduck.ConfigurationException;
import io.lameduck.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings as a test gives them. Immutable. */
public record GivenSettings(
    Map<String, String> environment,
    Map<String, String> properties,
    Map<Setting<?>, String> builder) {

  public static GivenSettings outsideACluster() {
    return new GivenSettings(Map.of(), Map.of(), Map.of());
  }

  public static GivenSettings inACluster() {
    return outsideACluster().env("KUBERNETES_SERVICE_HOST", "10.96.0.1");
  }

  public GivenSettings env(String name, String value) {
    return new GivenSettings(plus(environment, name, value), properties, builder);
  }

  public GivenSettings env(Setting<?> setting, String value) {
    return env(setting.environmentName(), value);
  }

  public GivenSettings property(String name, String value) {
    return new GivenSettings(environment, plus(properties, name, value), builder);
  }

  public GivenSettings builder(Setting<?> setting, String value) {
    return new GivenSettings(environment, properties, plus(builder, setting, value));
  }

  public Settings read() {
    return Settings.read(environment, properties, builder);
  }

  /** The lines of the error message but for its headline; none if there is no error. */
  public List<String> errors() {
    try {
      read();
      return List.of();
    } catch (ConfigurationException e) {
      return e.errors();
    }
  }

  private static <K> Map<K, String> plus(Map<K, String> map, K key, String value) {
    Map<K, String> more = new HashMap<>(map);
    more.put(key, value);
    return Map.copyOf(more);
  }
}
