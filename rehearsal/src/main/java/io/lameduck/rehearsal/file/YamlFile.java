package io.lameduck.rehearsal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML, and refuses what it could only misunderstand: duplicate keys and aliases. */
final class YamlFile {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private YamlFile() {}

  /** The documents of a file, empty ones left out. */
  static List<Yaml> read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file, UTF_8));
    } catch (NoSuchFileException e) {
      throw new InvalidFile(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new InvalidFile(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static List<Yaml> parse(String file, String text) {
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
}
