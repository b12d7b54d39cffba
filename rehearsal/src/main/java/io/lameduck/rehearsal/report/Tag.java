package io.lameduck.rehearsal.report;

import java.util.Locale;
import java.util.Set;

/**
 * An element of HTML or SVG in the making. Everything that is put in as text or as the value of an
 * attribute is escaped: names, messages and log lines come from the rehearsed service.
 */
final class Tag {
  /** Elements that have no end tag in HTML. */
  private static final Set<String> VOID = Set.of("meta");

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Tag(String name) {
    this.name = name;
  }

  static Tag of(String name) {
    return new Tag(name);
  }

  static Tag of(String name, String styleClass) {
    return of(name).with("class", styleClass);
  }

  Tag with(String attribute, String value) {
    attributes.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"');
    return this;
  }

  Tag with(String attribute, double value) {
    return with(attribute, number(value));
  }

  Tag text(String text) {
    content.append(escaped(text));
    return this;
  }

  /** Adds text of our own without escaping it, such as a style sheet. */
  Tag raw(String own) {
    content.append(own);
    return this;
  }

  Tag add(Tag child) {
    content.append(child).append('\n');
    return this;
  }

  /** A child that holds nothing but text. */
  Tag add(String child, String text) {
    return add(of(child).text(text));
  }

  /** A coordinate, as short as it may be. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return VOID.contains(name)
        ? "<" + name + attributes + ">"
        : "<" + name + attributes + ">" + content + "</" + name + ">";
  }
}
