package io.lameduck;

import java.util.Optional;

/**
 * What a setting is when nobody sets it: a text, read like any other, or nothing.
 *
 * @param shown as the table of settings shows it
 */
record SettingDefault(Optional<String> inCluster, Optional<String> outside, String shown) {
  static SettingDefault always(String text) {
    return new SettingDefault(Optional.of(text), Optional.of(text), code(text));
  }

  static SettingDefault inCluster(String inCluster, String outside) {
    return new SettingDefault(
        Optional.of(inCluster), Optional.of(outside), code(inCluster) + " / " + code(outside));
  }

  static SettingDefault unset() {
    return new SettingDefault(Optional.empty(), Optional.empty(), "unset");
  }

  /** The value of another setting. */
  static SettingDefault sameAs(Setting other) {
    return new SettingDefault(Optional.empty(), Optional.empty(), code(other.environmentName()));
  }

  Optional<String> text(boolean cluster) {
    return cluster ? inCluster : outside;
  }

  private static String code(String text) {
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }
}
