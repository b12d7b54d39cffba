package io.lameduck.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What SECURITY.md promises of an answer of the API is what the code does. */
class SecurityPageTest {
  @Test
  void theLimitsOfAnAnswerAreThoseOfTheCode() throws IOException {
    assertThat(Files.readString(Path.of("..", "SECURITY.md")))
        .contains(
            "An answer has %d MiB at most and %d s at the end"
                .formatted(BoundedBody.LIMIT >> 20, KubernetesPod.LIMIT.toSeconds()));
  }
}
