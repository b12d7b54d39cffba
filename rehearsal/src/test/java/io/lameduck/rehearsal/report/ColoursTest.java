package io.lameduck.rehearsal.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours of the page can be read, and told apart by those who see fewer. */
class ColoursTest {
  /** WCAG 2.2, 1.4.3: of text. */
  private static final double LEAST_OF_TEXT = 4.5;

  /** CIE76: more than twice what one sees between patches that do not touch. */
  private static final double LEAST_DIFFERENCE = 11;

  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6})");

  enum Theme {
    LIGHT,
    DARK;

    /** Everything but the dark colours is light; the dark ones come second. */
    Map<String, Colour> colours() {
      String sheet = sheet();
      int dark = sheet.indexOf("prefers-color-scheme: dark");
      Map<String, Colour> found = new HashMap<>();
      COLOUR
          .matcher(this == DARK ? sheet.substring(dark) : sheet.substring(0, dark))
          .results()
          .forEach(match -> found.put(match.group(1), Colour.of(match.group(2))));
      return found;
    }
  }

  private static final List<String> BANDS =
      List.of(
          "starting",
          "ready",
          "unready",
          "prestop",
          "lame-duck",
          "draining",
          "closing",
          "terminating",
          "killed");

  /** What follows directly on another in the life of a pod, or lies beside it in a row. */
  private static final List<List<String>> NEIGHBOURS =
      List.of(
          List.of("starting", "ready"),
          List.of("ready", "unready"),
          List.of("ready", "prestop"),
          List.of("ready", "lame-duck"),
          List.of("ready", "terminating"),
          List.of("prestop", "lame-duck"),
          List.of("prestop", "terminating"),
          List.of("lame-duck", "draining"),
          List.of("draining", "closing"),
          List.of("draining", "terminating"),
          List.of("closing", "terminating"),
          List.of("terminating", "killed"),
          List.of("ready", "answered"),
          List.of("answered", "bad"));

  @Test
  void bothThemesHaveAllColours() {
    assertThat(Theme.LIGHT.colours()).hasSizeGreaterThan(25);
    assertThat(Theme.DARK.colours()).containsOnlyKeys(Theme.LIGHT.colours().keySet());
  }

  @ParameterizedTest
  @EnumSource
  void textIsReadable(Theme theme) {
    Map<String, Colour> colours = theme.colours();
    for (String text : List.of("text", "faint", "good", "bad", "late")) {
      for (String ground : List.of("page", "panel")) {
        assertThat(contrast(colours, text, ground)).as(text).isGreaterThan(LEAST_OF_TEXT);
      }
    }
    for (String band : BANDS) {
      assertThat(contrast(colours, "on-" + band, band)).as(band).isGreaterThan(LEAST_OF_TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void neighboursAreToldApartByThoseWhoSeeFewerColours(Theme theme) {
    Map<String, Colour> colours = theme.colours();
    for (Sight sight : Sight.values()) {
      for (List<String> pair : NEIGHBOURS) {
        double difference =
            sight.difference(
                requireNonNull(colours.get(pair.get(0))), requireNonNull(colours.get(pair.get(1))));
        assertThat(difference).as(sight + " " + pair).isGreaterThan(LEAST_DIFFERENCE);
      }
    }
  }

  private static double contrast(Map<String, Colour> colours, String one, String other) {
    double first = requireNonNull(colours.get(one), one).luminance() + 0.05;
    double second = requireNonNull(colours.get(other), other).luminance() + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static String sheet() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
