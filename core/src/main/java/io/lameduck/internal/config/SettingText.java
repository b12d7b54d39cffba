package io.lameduck.internal.config;

import io.lameduck.ConfigurationException;
import io.lameduck.Setting;
import io.lameduck.internal.text.Printable;

/** A setting as somebody wrote it, not yet read, without blanks around it. */
public record SettingText<T>(Setting<T> setting, SettingSource source, String text) {
  String name() {
    return source.nameOf(setting);
  }

  boolean isDefault() {
    return source == SettingSource.DEFAULT;
  }

  /** Reads it; throws an {@link IllegalArgumentException} if it is no value of the setting. */
  SettingValue<T> read() {
    return new SettingValue<>(this, setting.parse(text));
  }

  /** One line of a {@link ConfigurationException}. */
  String error(String expected, String advice) {
    String head = name() + ": " + shown() + " (expected: " + expected + ")";
    return advice.isEmpty() ? head : head + "; " + advice;
  }

  private String shown() {
    String shown = setting.isSecret() ? "***" : '"' + Printable.line(text) + '"';
    return isDefault() ? shown + " by default" : shown;
  }

  // A record would show the text of a secret as well.
  @Override
  public String toString() {
    return name() + ": " + shown();
  }
}
