package io.lameduck.rehearsal.clients;

import io.lameduck.rehearsal.model.Results;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the clients of one process saw, as it goes from one process to another.
 *
 * @param begun when they began to ask, by the clock of their machine; the times of the results are
 *     counted from there
 */
public record Observed(Instant begun, Results results) {
  /** Rejects unknown and missing properties: another version has written them. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final String START = "{\"begun\":";

  /** In one line. */
  public String line() {
    return MAPPER.writeValueAsString(this);
  }

  /**
   * Reads a line of the log of clients; empty if it is another one.
   *
   * @throws IllegalArgumentException if it is that line, and cannot be understood
   */
  public static Optional<Observed> parse(String line) {
    if (!line.startsWith(START)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(line, Observed.class));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the results of the clients cannot be read: "
              + e.getOriginalMessage()
              + " (expected: the image of the same version as this program)",
          e);
    }
  }
}
