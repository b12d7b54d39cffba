package io.lameduck.rehearsal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;

/** Reads YAML, with its anchors, aliases and merge keys. */
final class YamlFile {
  private static final int MAX_ALIASES = 1000;
  private static final int MAX_DEPTH = 100;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setMaxAliasesForCollections(MAX_ALIASES + 1)
          .build();

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
    try {
      refuseExcess(file, text);
      return documents(file, text);
    } catch (MarkedYamlEngineException e) {
      // Its message quotes lines of the file, which may hold a secret.
      throw new InvalidFile(file + where(e.getProblemMark()) + ": " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new InvalidFile(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Yaml> documents(String file, String text) {
    List<Yaml> documents = new ArrayList<>();
    Composer composer = new Composer(SETTINGS, parser(text));
    while (composer.hasNext()) {
      JsonNode node = new YamlTree(file).of(composer.next());
      if (node.isObject()) {
        documents.add(new Yaml(file, "", node));
      } else if (!node.isNull()) {
        throw new Yaml(file, "", node).wrong("a mapping of names to values");
      }
    }
    return documents;
  }

  private static Parser parser(String text) {
    return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
  }

  /** A small file can stand for billions of values, or be nested deeper than a stack is. */
  private static void refuseExcess(String file, String text) {
    int aliases = 0;
    int depth = 0;
    Parser events = parser(text);
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case Alias -> aliases++;
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      refuseAbove(MAX_ALIASES, aliases, "aliases", file, event);
      refuseAbove(MAX_DEPTH, depth, "levels of nesting", file, event);
    }
  }

  private static void refuseAbove(int max, int found, String what, String file, Event event) {
    if (found > max) {
      throw invalid(file, event.getStartMark(), found + " " + what, "at most " + max);
    }
  }

  static InvalidFile invalid(String file, Optional<Mark> mark, String found, String expected) {
    return new InvalidFile(file + where(mark) + ": " + found + " (expected: " + expected + ")");
  }

  private static String where(Optional<Mark> mark) {
    return mark.map(at -> " line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
        .orElse("");
  }
}
