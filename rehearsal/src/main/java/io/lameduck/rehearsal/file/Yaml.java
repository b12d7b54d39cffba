package io.lameduck.rehearsal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A place in a YAML file, which knows its way from the top so that errors can name it.
 *
 * @param path as {@code spec.template}; empty at the top
 */
record Yaml(String file, String path, JsonNode node) {
  private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

  /** The documents of a file, empty ones left out. */
  static List<Yaml> documentsOf(Path file) {
    try {
      return documents(file.toString(), Files.readString(file, UTF_8));
    } catch (NoSuchFileException e) {
      throw new InvalidFile(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new InvalidFile(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static List<Yaml> documents(String file, String text) {
    List<Yaml> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      while (all.hasNext()) {
        JsonNode node = all.next();
        if (node != null && node.isObject()) {
          documents.add(new Yaml(file, "", node));
        } else if (node != null && !node.isNull() && !node.isMissingNode()) {
          throw new InvalidFile(file + ": " + node + " (expected: a mapping of names to values)");
        }
      }
    } catch (JacksonException e) {
      throw new InvalidFile(file + where(e) + ": " + e.getOriginalMessage(), e);
    }
    return documents;
  }

  private static String where(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  Yaml at(String field) {
    JsonNode child = node.get(field);
    String name = path.isEmpty() ? field : path + "." + field;
    return new Yaml(file, name, child == null ? MissingNode.getInstance() : child);
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
    if (!node.isIntegralNumber()) {
      throw wrong("a whole number");
    }
    return node.asInt();
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
        throw new InvalidFile(
            file
                + ": "
                + field.getValue().path()
                + " (expected: one of "
                + String.join(", ", known.stream().sorted().toList())
                + ")");
      }
    }
  }

  InvalidFile wrong(String expected) {
    return new InvalidFile(
        file + ": " + (path.isEmpty() ? "" : path + ": ") + node + " (expected: " + expected + ")");
  }
}
