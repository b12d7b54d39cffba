package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.Report;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a browser makes of the page. The pictures stay beside the test reports, to be looked at. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // one log of the browser
class PageInBrowserIT {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 1000;

  /** Ascenders and descenders may come as near as that: a sixth of their height. */
  private static final String FIND_COLLISIONS =
      """
      <script>
      const problems = [];
      for (const svg of document.querySelectorAll('svg')) {
        const edge = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].map(text => {
          const box = text.getBoundingClientRect();
          const slack = box.height / 6;
          return { words: text.textContent, left: box.left, right: box.right,
              top: box.top + slack, bottom: box.bottom - slack };
        });
        texts.forEach((one, i) => {
          if (one.left < edge.left || one.right > edge.right || one.top < edge.top
              || one.bottom > edge.bottom) {
            problems.push(one.words + ' is cut off');
          }
          for (const other of texts.slice(i + 1)) {
            if (one.left < other.right && other.left < one.right && one.top < other.bottom
                && other.top < one.bottom) {
              problems.push(one.words + ' meets ' + other.words);
            }
          }
        });
      }
      document.body.dataset.problems = problems.join('; ');
      </script>
      """;

  private final Browser browser;
  private final Path out =
      Path.of(System.getProperty("rehearsal.out", "target/rehearsal-it")).toAbsolutePath();

  PageInBrowserIT(@TempDir Path profile) throws IOException {
    Files.createDirectories(out);
    this.browser = new Browser(profile, out.resolve("browser.log"));
  }

  @Test
  void aFailureIsSeenAtAGlance() throws Exception {
    long passed = reds(picture("passed", Reports.passed()));
    long failed = reds(picture("failed", Reports.failed()));
    assertThat(failed).isGreaterThan(passed + 300);
  }

  @Test
  void oneFailureDoesNotLookLikeAHundred() throws Exception {
    long one = reds(picture("one", Reports.withRefused(1)));
    long hundred = reds(picture("hundred", Reports.withRefused(100)));
    assertThat(hundred).isGreaterThan(one + 50);
  }

  @Test
  void thePageIsDrawnWithoutAComplaint() throws Exception {
    String dom = browser.dom(page("dom", Reports.failed()));
    assertThat(dom).contains("✘ FAILED", "<svg", "last new connection");
    assertThat(browser.log()).doesNotContain("CONSOLE", "Refused to");
  }

  @Test
  void noLabelMeetsAnother() throws Exception {
    for (Report report :
        new Report[] {
          Reports.passed(),
          Reports.failed(),
          Reports.killed(),
          Reports.signalledTwice(5),
          Reports.withRefused(12_345),
          Crowd.of(10)
        }) {
      assertThat(browser.dom(examined(report))).contains("data-problems=\"\"");
    }
  }

  /** The page, with a script in it that it would refuse. */
  private Path examined(Report report) throws IOException {
    Path page = page("examined", report);
    String html =
        Files.readString(page)
            .replace("style-src", "script-src &#39;unsafe-inline&#39;; style-src")
            .replace("</body>", FIND_COLLISIONS + "</body>");
    return Files.writeString(page, html);
  }

  private BufferedImage picture(String name, Report report) throws Exception {
    return browser.picture(page(name, report), out.resolve(name + ".png"), WIDTH, HEIGHT);
  }

  private Path page(String name, Report report) throws IOException {
    Path folder = out.resolve(name);
    ReportFormats.write(report, folder);
    return folder.resolve("report.html");
  }

  private static long reds(BufferedImage image) {
    long reds = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        reds += isRed(image.getRGB(x, y)) ? 1 : 0;
      }
    }
    return reds;
  }

  /** Near the colour of failures, {@code #b3261e}. */
  private static boolean isRed(int rgb) {
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    return Math.abs(red - 0xb3) < 12 && Math.abs(green - 0x26) < 12 && Math.abs(blue - 0x1e) < 12;
  }
}
