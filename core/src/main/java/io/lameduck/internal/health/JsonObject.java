package io.lameduck.internal.health;

import java.util.List;
import java.util.StringJoiner;

/** A JSON object being written, member by member. */
final class JsonObject {
  private final StringJoiner members = new StringJoiner(",", "{", "}");

  JsonObject with(String name, String value) {
    return withRaw(name, quote(value));
  }

  JsonObject with(String name, double value) {
    return withRaw(name, Double.toString(value));
  }

  JsonObject with(String name, int value) {
    return withRaw(name, Integer.toString(value));
  }

  /** The text of a list, {@code [a, b]}, is that of a JSON array. */
  JsonObject with(String name, List<JsonObject> values) {
    return withRaw(name, values.toString());
  }

  @Override
  public String toString() {
    return members.toString();
  }

  private JsonObject withRaw(String name, String json) {
    members.add(quote(name) + ":" + json);
    return this;
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append(escape((char) c)));
    return quoted.append('"').toString();
  }

  private static String escape(char c) {
    if (c == '"' || c == '\\') {
      return "\\" + c;
    }
    return c < ' ' ? String.format("\\u%04x", (int) c) : Character.toString(c);
  }
}
