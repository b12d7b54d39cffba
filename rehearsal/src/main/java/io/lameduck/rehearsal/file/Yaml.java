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
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A place in a YAML file, which knows its way from the top so that errors can name it.
 *
 * @param path as {@code spec.template}; empty at the top
 */
record Yaml(String file, String path, JsonNode node) {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

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
    refuseAliases(file, text);
    try (MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      while (all.hasNext()) {
        JsonNode node = all.next();
        if (node != null && node.isObject()) {
          documents.add(new Yaml(file, "", node));
        } else if (node != null && !node.isNull() && !node.isMissingNode()) {
          throw new Yaml(file, "", node).wrong("a mapping of names to values");
        }
      }
    } catch (JacksonException e) {
      throw new InvalidFile(file + where(e) + ": " + withoutTheLines(e.getOriginalMessage()), e);
    }
    return documents;
  }

  /** Jackson would take an alias for its own name, and say nothing. */
  private static void refuseAliases(String file, String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
          int line = parser.currentTokenLocation().getLineNr();
          throw new InvalidFile(file + " line " + line + ": an alias (expected: the value itself)");
        }
      }
    } catch (JacksonException e) {
      throw new InvalidFile(file + where(e) + ": " + withoutTheLines(e.getOriginalMessage()), e);
    }
  }

  /** The parser quotes lines of the file, indented: they may hold a secret. */
  private static String withoutTheLines(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .collect(Collectors.joining(", "));
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
