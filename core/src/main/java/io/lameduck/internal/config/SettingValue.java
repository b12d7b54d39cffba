package io.lameduck.internal.config;

import io.lameduck.Setting;
import io.lameduck.internal.text.Printable;

/** A setting that has been read: the text, and what it says. */
record SettingValue<T>(SettingText<T> text, T value) {
  static <T> SettingValue<T> byDefault(Setting<T> setting, T value) {
    String shown = setting.text(value);
    return new SettingValue<>(new SettingText<>(setting, SettingSource.DEFAULT, shown), value);
  }

  /** The same, as a value of a setting whose type is known. */
  <U> SettingValue<U> of(Setting<U> setting) {
    U known = setting.type().cast(value);
    return new SettingValue<>(new SettingText<>(setting, text.source(), text.text()), known);
  }

  String name() {
    return text.name();
  }

  boolean isDefault() {
    return text.isDefault();
  }

  String error(String expected, String advice) {
    return text.error(expected, advice);
  }

  /** Completes "at most …" and "at least …". */
  String described() {
    String described = show() + " " + name();
    return isDefault() ? described + " by default" : described;
  }

  /** As the start-up log shows it: {@code GRACE_PERIOD=1m(env)}. */
  String effective() {
    String mark = isDefault() ? "" : "(" + text.source().word() + ")";
    return text.setting().name() + "=" + shown() + mark;
  }

  // A record would show the value of a secret as well.
  @Override
  public String toString() {
    return effective();
  }

  private String shown() {
    return text.setting().isSecret() ? "set" : Printable.line(show());
  }

  private String show() {
    return text.setting().text(value);
  }
}
