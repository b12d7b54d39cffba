package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PromiseTest {
  private final Promise<String> promise = new Promise<>();

  @Test
  void isKeptForThoseWhoWait() {
    CompletableFuture<String> waiting = promise.future();
    assertThat(waiting).isNotDone();
    promise.complete("done");
    assertThat(waiting).isCompletedWithValue("done");
  }

  @Test
  void isKeptForThoseWhoAskLater() {
    promise.complete("done");
    assertThat(promise.future()).isCompletedWithValue("done");
  }

  @Test
  void isKeptOnce() {
    promise.complete("done");
    promise.complete("again");
    assertThat(promise.future()).isCompletedWithValue("done");
  }

  @Test
  void isNotBrokenByOneWhoWaits() {
    promise.future().complete("mine");
    promise.future().cancel(true);
    promise.complete("done");
    assertThat(promise.future()).isCompletedWithValue("done");
  }
}
