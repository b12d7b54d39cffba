package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Clients as they are written in files and on command lines. */
public final class ClientsText {
  private static final Set<String> FIELDS = Set.of("count", "target", "pause", "bodyBytes");

  private ClientsText() {}

  /** As in a file: {@code kept-alive: 10}, or a mapping with more to say. */
  static Clients of(String label, Yaml value) {
    return Checked.by(value, () -> read(kind(label), value));
  }

  private static Clients read(ClientKind kind, Yaml value) {
    if (value.node().isIntegralNumber()) {
      return Clients.of(kind, value.integer(0));
    }
    value.allow(FIELDS);
    Clients usual = Clients.of(kind, value.at("count").integer(1));
    return usual
        .withTarget(value.at("target").text(usual.target()))
        .withPause(value.at("pause").duration(usual.pause()))
        .withBodyBytes(value.at("bodyBytes").integer(usual.bodyBytes()));
  }

  /**
   * As on a command line: {@code slow=4,/report?ms=500}.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Clients parse(String text) {
    int equals = text.indexOf('=');
    String label = equals < 0 ? text : text.substring(0, equals);
    String rest = equals < 0 ? "1" : text.substring(equals + 1);
    int comma = rest.indexOf(',');
    Clients usual = Clients.of(kind(label), count(comma < 0 ? rest : rest.substring(0, comma)));
    return comma < 0 ? usual : usual.withTarget(rest.substring(comma + 1));
  }

  private static int count(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          text + " (expected: KIND=COUNT or KIND=COUNT,PATH, such as slow=4,/report)", e);
    }
  }

  private static ClientKind kind(String label) {
    return Arrays.stream(ClientKind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(label + " (expected: one of " + labels() + ")"));
  }

  private static String labels() {
    return Arrays.stream(ClientKind.values())
        .map(ClientKind::label)
        .collect(Collectors.joining(", "));
  }
}
