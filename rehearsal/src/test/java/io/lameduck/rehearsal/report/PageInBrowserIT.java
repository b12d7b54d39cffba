package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lameduck.rehearsal.model.Report;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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

  private final Path profile;
  private final Path out =
      Path.of(System.getProperty("rehearsal.out", "target/rehearsal-it")).toAbsolutePath();

  PageInBrowserIT(@TempDir Path profile) {
    this.profile = profile;
  }

  @Test
  void aFailureIsSeenAtAGlance() throws Exception {
    long passed = reds(picture("passed", Reports.passed()));
    long failed = reds(picture("failed", Reports.failed()));
    assertThat(failed).isGreaterThan(passed + 300);
  }

  @Test
  void thePageIsDrawnWithoutAComplaint() throws Exception {
    Path page = page("dom", Reports.failed());
    Path log = out.resolve("browser.log");
    String dom = run(log, "--dump-dom", "--enable-logging=stderr", page.toUri().toString());
    assertThat(dom).contains("✘ FAILED", "<svg", "last new connection");
    assertThat(Files.readString(log)).doesNotContain("CONSOLE", "Refused to");
  }

  private BufferedImage picture(String name, Report report) throws Exception {
    Path png = out.resolve(name + ".png");
    run(
        out.resolve("browser.log"),
        "--screenshot=" + png,
        "--window-size=" + WIDTH + "," + HEIGHT,
        page(name, report).toUri().toString());
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(WIDTH);
    return image;
  }

  private Path page(String name, Report report) throws IOException {
    Path folder = out.resolve(name);
    ReportFormats.write(report, folder);
    return folder.resolve("report.html");
  }

  private String run(Path log, String... arguments) throws Exception {
    Optional<String> browser = browser();
    assumeTrue(browser.isPresent(), "there is no Chromium on the PATH");
    List<String> command = new ArrayList<>(List.of(browser.orElseThrow()));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--user-data-dir=" + profile));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  private static Optional<String> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .filter(PageInBrowserIT::isOnPath)
        .findFirst();
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
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

  /** Near the colour of failures, {@code #c01c28}, of which the legend has a little, too. */
  private static boolean isRed(int rgb) {
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    return Math.abs(red - 0xc0) < 12 && Math.abs(green - 0x1c) < 12 && Math.abs(blue - 0x28) < 12;
  }
}
