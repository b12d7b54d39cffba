package io.lameduck.internal.config;

import io.lameduck.Setting;

/** Where the value of a setting comes from, the strongest first. */
enum SettingSource {
  BUILDER("builder"),
  PROPERTY("property"),
  ENVIRONMENT("env"),
  DEFAULT("default");

  private final String word;

  SettingSource(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** The setting as it is named there: an error has to show what the user wrote. */
  String nameOf(Setting<?> setting) {
    return switch (this) {
      case BUILDER -> "Setting." + setting.name();
      case PROPERTY -> setting.propertyName();
      case ENVIRONMENT, DEFAULT -> setting.environmentName();
    };
  }
}
