package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocsImageTest {
  @ParameterizedTest
  @EnumSource
  void thePictureInTheDocumentationIsThatOfThePage(DocsImage image) throws IOException {
    assertThat(PngComment.read(image.committed(), DocsImage.KEYWORD))
        .as(
            "docs/images/%1$s was drawn from another page. Where Chromium is installed, DocsImageIT"
                + " draws it anew: look at rehearsal/target/rehearsal-it/%1$s, and copy it",
            image.fileName())
        .isEqualTo(image.hash());
  }
}
