package io.lameduck.internal.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {
  private final List<String> closed = new ArrayList<>();
  private final Undo undo = new Undo();

  @Test
  void takesBackInReverse() {
    undo.add(() -> closed.add("first"));
    undo.add(() -> closed.add("second"));
    undo.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void goesOnWhenAStepCannotBeTakenBack() {
    undo.add(() -> closed.add("first"));
    undo.add(
        () -> {
          throw new IOException("planned");
        });
    undo.add(
        () -> {
          throw new AssertionError("planned");
        });
    undo.close();

    assertThat(closed).containsExactly("first");
  }

  @Test
  void takesNothingBackTwice() {
    undo.add(() -> closed.add("once"));
    undo.close();
    undo.close();

    assertThat(closed).containsExactly("once");
  }

  @Test
  void handsTheStepOn() {
    AutoCloseable step = () -> {};

    assertThat(undo.add(step)).isSameAs(step);
  }
}
