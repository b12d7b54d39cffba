package io.lameduck.rehearsal.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A place in a YAML file, which knows its way from the top so that errors can name it.
 *
 * @param path as {@code spec.template}; empty at the top
 */
record Yaml(String file, String path, JsonNode node) {
  Yaml at(String field) {
    JsonNode child = node.get(field);
    String name = path.isEmpty() ? field : path + "." + field;
    return new Yaml(file, name, child == null ? MissingNode.getInstance() : child);
  }

  /** The same place with no value at it. */
  Yaml without() {
    return new Yaml(file, path, MissingNode.getInstance());
  }

  boolean exists() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The value as text, whatever its type; empty if it is missing. */
  Optional<String> text() {
    if (!exists()) {
      return Optional.empty();
    }
    if (!node.isValueNode()) {
      throw wrong("a single value");
    }
    return Optional.of(node.asString());
  }

  String text(String otherwise) {
    return text().orElse(otherwise);
  }

  int integer(int otherwise) {
    if (!exists()) {
      return otherwise;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong("a whole number");
    }
    return node.asInt();
  }

  long longInteger(long otherwise) {
    if (!exists()) {
      return otherwise;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("a whole number");
    }
    return node.asLong();
  }

  boolean isTrue() {
    return exists() && node.isBoolean() && node.asBoolean();
  }

  Duration duration(Duration otherwise) {
    try {
      return text().map(Durations::parse).orElse(otherwise);
    } catch (IllegalArgumentException e) {
      throw (InvalidFile) wrong("a duration such as 500ms, 1.5s or 2m").initCause(e);
    }
  }

  Duration seconds(int otherwise) {
    return Duration.ofSeconds(integer(otherwise));
  }

  /** The elements of a list; none if it is missing. */
  List<Yaml> items() {
    if (exists() && !node.isArray()) {
      throw wrong("a list");
    }
    List<Yaml> items = new ArrayList<>();
    for (JsonNode item : node) {
      items.add(new Yaml(file, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  List<String> texts() {
    return items().stream().map(item -> item.text("")).toList();
  }

  /** The values of a mapping by name; none if it is missing. */
  Map<String, Yaml> fields() {
    if (exists() && !node.isObject()) {
      throw wrong("a mapping of names to values");
    }
    Map<String, Yaml> fields = new LinkedHashMap<>();
    node.propertyNames().forEach(name -> fields.put(name, at(name)));
    return fields;
  }

  /** Refuses names it does not know: a misspelt setting would be ignored in silence. */
  void allow(Set<String> known) {
    for (Map.Entry<String, Yaml> field : fields().entrySet()) {
      if (!known.contains(field.getKey())) {
        throw field.getValue().without().wrong(oneOf(known));
      }
    }
  }

  private static String oneOf(Set<String> known) {
    return known.isEmpty()
        ? "nothing"
        : "one of " + String.join(", ", known.stream().sorted().toList());
  }

  InvalidFile wrong(String expected) {
    String found = found();
    String at = path.isEmpty() || found.isEmpty() ? path + found : path + ": " + found;
    return new InvalidFile(file + ": " + at + " (expected: " + expected + ")");
  }

  /** A single value as it is; of what is inside others only the names, as it may be a secret. */
  private String found() {
    if (node.isMissingNode()) {
      return "";
    }
    return node.isValueNode()
        ? node.toString()
        : node.isArray() ? "a list" : node.propertyNames().toString();
  }
}
