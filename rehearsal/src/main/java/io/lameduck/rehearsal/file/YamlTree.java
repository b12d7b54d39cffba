package io.lameduck.rehearsal.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of a document. An alias shares the value it stands for, so that many aliases of many
 * cost no more than they are long.
 */
final class YamlTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String file;
  private final IdentityHashMap<Node, JsonNode> values = new IdentityHashMap<>();

  YamlTree(String file) {
    this.file = file;
  }

  JsonNode of(Node node) {
    if (node.isRecursive()) {
      throw invalid(node, "an anchor with an alias to itself in it", "values that end");
    }
    JsonNode known = values.get(node);
    if (known != null) {
      return known;
    }
    JsonNode value = value(node);
    values.put(node, value);
    return value;
  }

  private JsonNode value(Node node) {
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return mapping(mapping);
    }
    if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
      ArrayNode array = NODES.arrayNode();
      sequence.getValue().forEach(item -> array.add(of(item)));
      return array;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    throw unknownTag(node);
  }

  private ObjectNode mapping(MappingNode mapping) {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple field : mapping.getValue()) {
      String name = ((ScalarNode) field.getKeyNode()).getValue();
      if (object.has(name)) {
        throw invalid(field.getKeyNode(), "\"" + name + "\" once more", "each name once");
      }
      object.set(name, of(field.getValueNode()));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.STR)) {
      return NODES.stringNode(text);
    }
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(scalar);
    }
    throw unknownTag(scalar);
  }

  /** Infinity, and what is no number at all, stay text. */
  private JsonNode number(ScalarNode scalar) {
    String text = scalar.getValue();
    try {
      return scalar.getTag().equals(Tag.INT)
          ? NODES.numberNode(integer(text))
          : NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return NODES.stringNode(text);
    }
  }

  private static BigInteger integer(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
  }

  private InvalidFile unknownTag(Node node) {
    return invalid(node, "the tag " + node.getTag(), "a value without one");
  }

  private InvalidFile invalid(Node node, String found, String expected) {
    return YamlFile.invalid(file, node.getStartMark(), found, expected);
  }
}
