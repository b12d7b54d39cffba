package io.lameduck.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FatalErrorsTest {
  private static final Error PLANNED = new AssertionError("planned");

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final UncaughtExceptionHandler before =
      (thread, error) -> told.add("before: " + thread.getName() + " " + error.getMessage());
  private final Consumer<Throwable> onError = error -> told.add("shutdown: " + error.getMessage());

  @Test
  void beginAShutdownAndTellTheHandlerThatWasThereBefore() throws InterruptedException {
    runToItsEnd(
        () -> {
          new FatalErrors(onError).install();
          throw PLANNED;
        });

    assertThat(told).containsExactly("shutdown: planned", "before: starter planned");
  }

  @Test
  void tellTheHandlerThatWasThereBeforeThoughNoShutdownCanBegin() throws InterruptedException {
    runToItsEnd(
        () -> {
          install(
              error -> {
                throw new OutOfMemoryError("no thread");
              });
          throw PLANNED;
        });

    assertThat(told).containsExactly("before: starter planned");
  }

  @Test
  void areThoseOfTheStartingThreadAlone() throws InterruptedException {
    runToItsEnd(
        () -> {
          install(onError);
          Thread other = new Thread(FatalErrorsTest::die, "other");
          other.setUncaughtExceptionHandler(before);
          other.start();
          join(other);
        });

    assertThat(told).containsExactly("before: other planned");
  }

  @Test
  void areNoneWhenTheThreadEndsWell() throws InterruptedException {
    runToItsEnd(() -> install(onError));

    assertThat(told).isEmpty();
  }

  @Test
  void putBackTheHandlerThatWasThereBefore() throws InterruptedException {
    runToItsEnd(
        () -> {
          install(onError).close();
          throw PLANNED;
        });

    assertThat(told).containsExactly("before: starter planned");
  }

  @Test
  void leaveAHandlerAloneThatSomebodyHasSetSince() throws InterruptedException {
    runToItsEnd(
        () -> {
          FatalErrors errors = install(onError);
          Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> told.add("since"));
          errors.close();
          throw PLANNED;
        });

    assertThat(told).containsExactly("since");
  }

  @Test
  void mayBeClosedByAnotherThreadAfterTheDeathOfTheirOwn() throws InterruptedException {
    FatalErrors[] errors = new FatalErrors[1];
    runToItsEnd(() -> errors[0] = install(onError));
    errors[0].close();

    assertThat(told).isEmpty();
  }

  @Test
  void leaveNothingBehindInWhateverOrderTwoAreClosed() throws InterruptedException {
    runToItsEnd(
        () -> {
          FatalErrors earlier = install(onError);
          FatalErrors later = install(onError);
          earlier.close();
          later.close();
          assertThat(Thread.currentThread().getUncaughtExceptionHandler()).isSameAs(before);
          throw PLANNED;
        });

    assertThat(told).containsExactly("before: starter planned");
  }

  @Test
  void leaveNothingBehindWithAThirdInBetween() throws InterruptedException {
    runToItsEnd(
        () -> {
          FatalErrors first = install(onError);
          FatalErrors second = install(onError);
          FatalErrors third = install(onError);
          first.close();
          second.close();
          third.close();
          throw PLANNED;
        });

    assertThat(told).containsExactly("before: starter planned");
  }

  @Test
  void beginNoShutdownOfAServiceThatIsClosedWhileALaterOneIsNot() throws InterruptedException {
    runToItsEnd(
        () -> {
          FatalErrors earlier = install(onError);
          install(error -> told.add("later: " + error.getMessage()));
          earlier.close();
          throw PLANNED;
        });

    assertThat(told).containsExactly("later: planned", "before: starter planned");
  }

  private static FatalErrors install(Consumer<Throwable> onError) {
    FatalErrors errors = new FatalErrors(onError);
    errors.install();
    return errors;
  }

  private void runToItsEnd(Runnable main) throws InterruptedException {
    Thread starter = new Thread(main, "starter");
    starter.setUncaughtExceptionHandler(before);
    starter.start();
    starter.join();
  }

  private static void die() {
    throw PLANNED;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
