package io.lameduck.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HandOverTest {
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private final HandOver handOver = new HandOver(queue::add);

  @Test
  void aRequestWaitsUntilItHasItsTicket() {
    handOver.execute(
        () -> {
          assertThat(handOver.requestsWait()).isTrue();
          HandOver.entered();
          assertThat(handOver.requestsWait()).isFalse();
        });
    assertThat(handOver.requestsWait()).isTrue();
    queue.remove().run();
    assertThat(handOver.requestsWait()).isFalse();
  }

  @Test
  void aRequestThatTurnsOutToNeedNoTicketWaitsUntilItIsOver() {
    handOver.execute(() -> assertThat(handOver.requestsWait()).isTrue());
    queue.remove().run();
    assertThat(handOver.requestsWait()).isFalse();
  }

  @Test
  void aRequestThatFailsWaitsNoLonger() {
    handOver.execute(HandOverTest::fail);
    assertThatThrownBy(() -> queue.remove().run()).isInstanceOf(LinkageError.class);
    assertThat(handOver.requestsWait()).isFalse();
  }

  @Test
  void aRequestThatFindsNoThreadWaitsNoLonger() {
    HandOver full = new HandOver(HandOverTest::reject);
    assertThatThrownBy(() -> full.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    assertThat(full.requestsWait()).isFalse();
  }

  @Test
  void oneOfTwoRequestsStillWaits() {
    handOver.execute(HandOver::entered);
    handOver.execute(HandOver::entered);
    queue.remove().run();
    assertThat(handOver.requestsWait()).isTrue();
  }

  @Test
  void aTicketTakenByAThreadOfSomebodyElseIsNoneOfThese() {
    handOver.execute(() -> {});
    HandOver.entered();
    assertThat(handOver.requestsWait()).isTrue();
  }

  private static void fail() {
    throw new LinkageError("as the test wants it");
  }

  private static void reject(Runnable request) {
    throw new RejectedExecutionException("as the test wants it");
  }
}
