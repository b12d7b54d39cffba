package io.lameduck;

import java.time.Duration;

/** A setting that has been read: the text, and what it says. */
record SettingValue(SettingText text, Object value) {
  static SettingValue byDefault(Setting setting, Duration value) {
    String shown = DurationText.show(value);
    return new SettingValue(new SettingText(setting, SettingSource.DEFAULT, shown), value);
  }

  String name() {
    return text.name();
  }

  boolean isDefault() {
    return text.isDefault();
  }

  Duration duration() {
    return (Duration) value;
  }

  String path() {
    return (String) value;
  }

  /** Whether this duration is the shorter (-1) or the longer one (1). */
  int compareTo(SettingValue other) {
    return Integer.signum(duration().compareTo(other.duration()));
  }

  String error(String expected, String advice) {
    return text.error(expected, advice);
  }

  /** Completes "at most …" and "at least …". */
  String described() {
    String described = DurationText.show(duration()) + " " + name();
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
    if (text.setting().secret()) {
      return "set";
    }
    return value instanceof Duration ? DurationText.show(duration()) : Printable.line(text.text());
  }
}
