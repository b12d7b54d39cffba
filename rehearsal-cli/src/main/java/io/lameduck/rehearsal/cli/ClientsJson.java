package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.model.Clients;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Clients with all their properties, as JSON on the command line of another process. */
record ClientsJson(List<Clients> clients) {
  static ClientsJson parse(String text) {
    try {
      return new ClientsJson(List.of(JsonMapper.shared().readValue(text, Clients[].class)));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(text + " (expected: clients as JSON)", e);
    }
  }

  /** What {@link #parse} reads. */
  String text() {
    return JsonMapper.shared().writeValueAsString(clients);
  }
}
