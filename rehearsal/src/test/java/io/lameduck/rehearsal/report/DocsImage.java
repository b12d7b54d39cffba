package io.lameduck.rehearsal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.rehearsal.model.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * A picture in the documentation: the upper part of the page of a rehearsal of {@code
 * examples/hello} that was recorded once. Fonts differ from machine to machine, so that it is not
 * compared itself: it carries the hash of the page it was drawn from.
 */
enum DocsImage {
  PASSED,
  FAILED;

  /** The comment in the picture that holds the hash. */
  static final String KEYWORD = "page";

  private static final String LEGEND = "<p class=\"legend\">";

  String fileName() {
    return "rehearsal-" + label() + ".png";
  }

  Path committed() {
    return Path.of("..", "docs", "images", fileName());
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Report report() {
    String name = "recorded-" + label() + ".json";
    try (InputStream in = DocsImage.class.getResourceAsStream(name)) {
      return RecordedReport.of(new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is drawn: all down to the legend. */
  String page() {
    String page = HtmlReport.of(report());
    int end = page.indexOf("</p>", page.indexOf(LEGEND));
    return page.substring(0, end) + "</p></div></main></body></html>\n";
  }

  String hash() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(page().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
