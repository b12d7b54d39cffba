package io.lameduck;

import java.util.Optional;

/**
 * What a setting is when nobody sets it: a value, or nothing.
 *
 * @param derived in Markdown, what it follows from where it has no value of its own, if it does
 */
record SettingDefault<T>(Optional<T> inCluster, Optional<T> outside, Optional<String> derived) {
  static <T> SettingDefault<T> always(T value) {
    return inCluster(value, value);
  }

  static <T> SettingDefault<T> inCluster(T inCluster, T outside) {
    return new SettingDefault<>(Optional.of(inCluster), Optional.of(outside), Optional.empty());
  }

  static <T> SettingDefault<T> inCluster(String derived, T outside) {
    return new SettingDefault<>(Optional.empty(), Optional.of(outside), Optional.of(derived));
  }

  static <T> SettingDefault<T> unset() {
    return new SettingDefault<>(Optional.empty(), Optional.empty(), Optional.empty());
  }

  static <T> SettingDefault<T> sameAs(Setting<T> other) {
    Optional<String> derived = Optional.of("`" + other.environmentName() + "`");
    return new SettingDefault<>(Optional.empty(), Optional.empty(), derived);
  }

  Optional<T> value(boolean cluster) {
    return cluster ? inCluster : outside;
  }

  /** As the table of settings shows it. */
  String shown(SettingFormat<T> format) {
    String inClusterShown = derived.orElseGet(() -> code(inCluster.map(format::show)));
    String outsideShown = code(outside.map(format::show));
    return inCluster.equals(outside) ? inClusterShown : inClusterShown + " / " + outsideShown;
  }

  private static String code(Optional<String> text) {
    return text.map(it -> it.isEmpty() ? "empty" : "`" + it + "`").orElse("unset");
  }
}
