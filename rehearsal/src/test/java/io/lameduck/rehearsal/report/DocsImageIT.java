package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws the pictures of the documentation, to be looked at and copied there. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // one log of the browser
class DocsImageIT {
  private static final int WIDTH = 1240;

  /** More than there is to see; what is empty below it is cut off. */
  private static final int HEIGHT = 1600;

  private static final int MARGIN = 20;

  private final Browser browser;
  private final Path out =
      Path.of(System.getProperty("rehearsal.out", "target/rehearsal-it")).toAbsolutePath();

  DocsImageIT(@TempDir Path profile) throws IOException {
    Files.createDirectories(out);
    this.browser = new Browser(profile, out.resolve("docs.log"));
  }

  @ParameterizedTest
  @EnumSource
  void drawsIt(DocsImage image) throws Exception {
    Path page = Files.writeString(out.resolve(image.fileName() + ".html"), image.page());
    Path png = out.resolve(image.fileName());
    BufferedImage drawn = cut(browser.picture(page, png, WIDTH, HEIGHT));
    PngComment.write(drawn, png, DocsImage.KEYWORD, image.hash());
    assertThat(PngComment.read(png, DocsImage.KEYWORD)).isEqualTo(image.hash());
    // Fonts differ, but not by so much.
    BufferedImage committed = ImageIO.read(image.committed().toFile());
    assertThat(committed.getWidth()).isEqualTo(WIDTH);
    assertThat(drawn.getHeight()).isBetween(300, HEIGHT - MARGIN);
  }

  private static BufferedImage cut(BufferedImage image) {
    int bottom = image.getHeight() - 1;
    while (bottom > 0 && isEmpty(image, bottom)) {
      bottom--;
    }
    return image.getSubimage(0, 0, image.getWidth(), Math.min(image.getHeight(), bottom + MARGIN));
  }

  private static boolean isEmpty(BufferedImage image, int y) {
    for (int x = 0; x < image.getWidth(); x++) {
      if (image.getRGB(x, y) != image.getRGB(0, 0)) {
        return false;
      }
    }
    return true;
  }
}
