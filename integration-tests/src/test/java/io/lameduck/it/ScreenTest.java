package io.lameduck.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Screen screen = new Screen(new PrintStream(printed, true, UTF_8));

  @Test
  void aShortLineIsPrintedBehindItsSpeaker() {
    screen.say("load", "12 requests");
    assertThat(lines()).containsExactly("   load | 12 requests");
  }

  @Test
  void aLineThatJustFitsIsNotWrapped() {
    screen.say("hello-1", "x".repeat(90));
    assertThat(lines()).containsExactly("hello-1 | " + "x".repeat(90));
  }

  @Test
  void aLongLineIsWrappedBetweenWords() {
    screen.say("hello-1", "x".repeat(50) + " " + "y".repeat(40));
    assertThat(lines())
        .containsExactly("hello-1 | " + "x".repeat(50), "        | " + "y".repeat(40));
  }

  @Test
  void aLongWordIsCut() {
    screen.say("hello-1", "x".repeat(91));
    assertThat(lines()).containsExactly("hello-1 | " + "x".repeat(90), "        | x");
  }

  private String[] lines() {
    return printed.toString(UTF_8).split("\\R");
  }
}
