package io.lameduck.springboot;

import io.lameduck.LameduckBuilder;
import io.lameduck.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The properties {@code lameduck.*} of an application: {@code lameduck.grace-period} is {@code
 * LAMEDUCK_GRACE_PERIOD}, with the same values, in any spelling that Spring Boot allows. What is a
 * variable of the environment or a system property by its own name is left to the library, whose
 * errors name it so.
 */
final class SpringProperties {
  /** Properties of the starter alone. */
  private static final List<String> SWITCHES = List.of("enabled", "workenabled");

  private static final String PREFIX = "lameduck";

  private final Map<String, String> texts;

  private SpringProperties(Map<String, String> texts) {
    this.texts = texts;
  }

  static SpringProperties of(Environment environment) {
    Map<String, String> texts = new TreeMap<>();
    Binder.get(environment)
        .bind(PREFIX, Bindable.mapOf(String.class, String.class))
        .orElse(Map.of())
        .forEach((name, text) -> texts.put(plain(name), text));
    SWITCHES.forEach(texts::remove);
    return new SpringProperties(texts);
  }

  /**
   * Gives them to a service.
   *
   * @throws UnknownPropertyException if one of them is no setting
   */
  void applyTo(LameduckBuilder service) {
    List<String> unknown = new ArrayList<>();
    texts.forEach(
        (name, text) -> {
          Optional<Setting<?>> setting = settingOf(name);
          if (setting.isEmpty()) {
            unknown.add(name);
          } else if (!isGivenOtherwise(setting.get())) {
            service.setText(setting.get(), text);
          }
        });
    if (!unknown.isEmpty()) {
      throw new UnknownPropertyException(unknown);
    }
  }

  /** The name of a property as documentation and completion have it. */
  static String nameOf(Setting<?> setting) {
    return PREFIX + "." + setting.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<Setting<?>> settingOf(String name) {
    return Setting.values().stream()
        .filter(setting -> plain(setting.name()).equals(name))
        .findFirst();
  }

  private static boolean isGivenOtherwise(Setting<?> setting) {
    return System.getenv(setting.environmentName()) != null
        || System.getProperty(setting.propertyName()) != null;
  }

  /** All spellings of a name look the same without what separates its words. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }
}
