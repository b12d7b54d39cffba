package io.lameduck.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonObjectTest {
  private static final int BLOCK = 256;

  private final ObjectMapper parser = new ObjectMapper();

  @Test
  void everyCharacterSurvivesAParser() {
    for (int first = 0; first <= Character.MAX_CODE_POINT; first += BLOCK) {
      if (first < Character.MIN_SURROGATE || first > Character.MAX_SURROGATE) {
        String text = block(first);
        assertThat(roundTrip(text)).isEqualTo(text);
      }
    }
  }

  @Test
  void noMemberCanBeSmuggledIn() {
    String text = "\",\"status\":\"ok\\";
    assertThat(roundTrip(text)).isEqualTo(text);
  }

  @Test
  void numbersAndListsAreWritten() {
    JsonObject object =
        new JsonObject()
            .with("none", List.of())
            .with("two", List.of(new JsonObject().with("n", 1), new JsonObject().with("n", 2)))
            .with("millis", 1234.5)
            .with("many", 1e9);
    JsonNode parsed = parser.readTree(object.toString());
    assertThat(parsed.get("none")).isEmpty();
    assertThat(parsed.get("two").get(1).get("n").intValue()).isEqualTo(2);
    assertThat(parsed.get("millis").doubleValue()).isEqualTo(1234.5);
    assertThat(parsed.get("many").doubleValue()).isEqualTo(1e9);
  }

  private static String block(int first) {
    int[] codePoints = IntStream.range(first, first + BLOCK).toArray();
    return new String(codePoints, 0, BLOCK);
  }

  private String roundTrip(String text) {
    JsonNode parsed = parser.readTree(new JsonObject().with("key", text).toString());
    assertThat(parsed.size()).isEqualTo(1);
    return parsed.get("key").stringValue();
  }
}
