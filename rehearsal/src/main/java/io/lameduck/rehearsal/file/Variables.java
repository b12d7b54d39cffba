package io.lameduck.rehearsal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment of a container, from its manifest and the ConfigMaps and Secrets beside it. */
final class Variables {
  private static final Pattern NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([-._a-zA-Z0-9]+)\\)");

  private final List<Yaml> documents;
  private final Map<String, String> values = new LinkedHashMap<>();

  private Variables(List<Yaml> documents) {
    this.documents = documents;
  }

  /** Later sources win over earlier ones, and single variables over whole maps. */
  static Map<String, String> of(Yaml container, List<Yaml> documents) {
    Variables variables = new Variables(documents);
    container.at("envFrom").items().forEach(variables::addAll);
    container.at("env").items().forEach(variables::add);
    return variables.values;
  }

  private void addAll(Yaml source) {
    String prefix = source.at("prefix").text("");
    for (String kind : List.of("configMapRef", "secretRef")) {
      Yaml reference = source.at(kind);
      if (reference.exists()) {
        data(kind, reference).forEach((name, value) -> put(prefix + name, value));
      }
    }
  }

  /** Kubernetes skips what cannot be the name of a variable. */
  private void put(String name, String value) {
    if (NAME.matcher(name).matches()) {
      values.put(name, value);
    }
  }

  private void add(Yaml variable) {
    String name = variable.at("name").text().orElseThrow(() -> variable.wrong("a name"));
    Yaml from = variable.at("valueFrom");
    if (!from.exists()) {
      values.put(name, expanded(variable.at("value").text(""), values));
    } else if (from.at("configMapKeyRef").exists()) {
      addKey(name, "configMapRef", from.at("configMapKeyRef"));
    } else if (from.at("secretKeyRef").exists()) {
      addKey(name, "secretRef", from.at("secretKeyRef"));
    } else {
      values.put(name, field(from));
    }
  }

  private void addKey(String name, String kind, Yaml reference) {
    String key = reference.at("key").text("");
    String value = data(kind, reference).get(key);
    if (value != null) {
      values.put(name, value);
    } else if (!reference.at("optional").isTrue()) {
      throw reference.at("key").wrong("a key of " + reference.at("name").text(""));
    }
  }

  /** Of what a pod knows of itself, only some is true on one machine. */
  private static String field(Yaml from) {
    return switch (from.at("fieldRef").at("fieldPath").text("")) {
      case "metadata.name" -> "{pod}";
      case "metadata.namespace" -> "default";
      case "status.podIP", "status.hostIP" -> "127.0.0.1";
      default ->
          throw from.wrong(
              "configMapKeyRef, secretKeyRef, or a fieldRef to metadata.name, metadata.namespace,"
                  + " status.podIP or status.hostIP; set the variable with --env instead");
    };
  }

  private Map<String, String> data(String kind, Yaml reference) {
    String name = reference.at("name").text("");
    boolean secret = kind.equals("secretRef");
    return documents.stream()
        .filter(document -> document.at("kind").text("").equals(secret ? "Secret" : "ConfigMap"))
        .filter(document -> document.at("metadata").at("name").text("").equals(name))
        .findFirst()
        .map(document -> secret ? secret(document) : texts(document.at("data")))
        .orElseGet(() -> missing(reference, name));
  }

  private static Map<String, String> missing(Yaml reference, String name) {
    if (reference.at("optional").isTrue()) {
      return Map.of();
    }
    throw reference.wrong(name + " in the same file; or give its variables with --env");
  }

  private static Map<String, String> secret(Yaml document) {
    Map<String, String> values = new LinkedHashMap<>();
    texts(document.at("data"))
        .forEach((name, value) -> values.put(name, new String(decoded(document, value), UTF_8)));
    values.putAll(texts(document.at("stringData")));
    return values;
  }

  /** The value itself stays out of the message. */
  private static byte[] decoded(Yaml document, String value) {
    try {
      return Base64.getMimeDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidFile(document.file() + ": data of a Secret (expected: base64)", e);
    }
  }

  private static Map<String, String> texts(Yaml data) {
    Map<String, String> texts = new LinkedHashMap<>();
    data.fields().forEach((name, value) -> texts.put(name, value.text("")));
    return texts;
  }

  /** With {@code $(NAME)} filled in where that is known; {@code $$} is a dollar sign. */
  static String expanded(String text, Map<String, String> values) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.replaceAll(
        found -> {
          String name = found.group(1);
          String value = name == null ? "$" : values.getOrDefault(name, found.group());
          return Matcher.quoteReplacement(value);
        });
  }
}
