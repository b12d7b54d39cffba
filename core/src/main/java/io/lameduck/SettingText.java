package io.lameduck;

/** A setting as somebody wrote it, not yet read, without blanks around it. */
record SettingText(Setting setting, SettingSource source, String text) {
  String name() {
    return source.nameOf(setting);
  }

  boolean isDefault() {
    return source == SettingSource.DEFAULT;
  }

  SettingValue read() throws BadValueException {
    return new SettingValue(this, setting.format().parse(text));
  }

  /** One line of a {@link ConfigurationException}. */
  String error(String expected, String advice) {
    String head = name() + ": " + shown() + " (expected: " + expected + ")";
    return advice.isEmpty() ? head : head + "; " + advice;
  }

  private String shown() {
    String shown = setting.secret() ? "***" : '"' + Printable.line(text) + '"';
    return isDefault() ? shown + " by default" : shown;
  }

  // A record would show the text of a secret as well.
  @Override
  public String toString() {
    return name() + ": " + shown();
  }
}
