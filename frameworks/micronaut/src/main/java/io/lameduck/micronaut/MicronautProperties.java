package io.lameduck.micronaut;

import io.lameduck.LameduckBuilder;
import io.lameduck.Setting;
import io.micronaut.context.env.Environment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The properties {@code lameduck.*} of an application: {@code lameduck.grace-period} is {@code
 * LAMEDUCK_GRACE_PERIOD}, with the same values. What is a variable of the environment or a system
 * property by its own name is left to the library, whose errors name it so.
 */
final class MicronautProperties {
  /** The property that leaves the library out; it is no setting. */
  private static final String ENABLED = "enabled";

  private static final String PREFIX = "lameduck";

  private final Environment environment;

  private MicronautProperties(Environment environment) {
    this.environment = environment;
  }

  static MicronautProperties of(Environment environment) {
    return new MicronautProperties(environment);
  }

  /**
   * Gives them to a service.
   *
   * @throws IllegalArgumentException if one of them is no setting
   */
  void applyTo(LameduckBuilder service) {
    List<String> unknown =
        environment.getPropertyEntries(PREFIX).stream().filter(this::isUnknown).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown properties: "
              + unknown
              + " (expected: those of Setting, such as lameduck.grace-period)");
    }
    for (Setting<?> setting : Setting.values()) {
      if (!isGivenOtherwise(setting)) {
        text(setting).ifPresent(text -> service.setText(setting, text));
      }
    }
  }

  private Optional<String> text(Setting<?> setting) {
    return environment.getProperty(PREFIX + "." + nameOf(setting), String.class);
  }

  /** Micronaut takes every variable of the environment for properties of several names. */
  private boolean isUnknown(String name) {
    return !name.equals(ENABLED)
        && Setting.values().stream().noneMatch(setting -> nameOf(setting).equals(name))
        && !isOfTheEnvironment(name);
  }

  private static boolean isOfTheEnvironment(String name) {
    String start = (PREFIX + "_" + name.replace('-', '_')).toUpperCase(Locale.ROOT);
    return System.getenv().keySet().stream().anyMatch(variable -> variable.startsWith(start))
        || System.getProperties().stringPropertyNames().stream()
            .anyMatch(property -> property.startsWith(PREFIX + "." + name));
  }

  private static String nameOf(Setting<?> setting) {
    return setting.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean isGivenOtherwise(Setting<?> setting) {
    return System.getenv(setting.environmentName()) != null
        || System.getProperty(setting.propertyName()) != null;
  }
}
