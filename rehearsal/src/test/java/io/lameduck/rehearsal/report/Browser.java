package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** Chromium without a window; a test that needs it is skipped where there is none. */
final class Browser {
  private final Path profile;
  private final Path log;

  Browser(Path profile, Path log) {
    this.profile = profile;
    this.log = log;
  }

  /** What it said to its console, and of itself. */
  String log() throws IOException {
    return Files.readString(log);
  }

  BufferedImage picture(Path page, Path png, int width, int height) throws Exception {
    run("--screenshot=" + png, "--window-size=" + width + "," + height, page.toUri().toString());
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(width);
    return image;
  }

  /** The document as it is once its page is drawn. */
  String dom(Path page) throws Exception {
    return run("--dump-dom", "--enable-logging=stderr", page.toUri().toString());
  }

  private String run(String... arguments) throws Exception {
    Optional<String> browser = onPath();
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

  private static Optional<String> onPath() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .filter(Browser::isOnPath)
        .findFirst();
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
