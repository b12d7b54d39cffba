package io.lameduck.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.Ticket;
import io.lameduck.WorkInFlight;
import io.lameduck.WorkRefusedException;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final ManualTime time = new ManualTime();
  private final AtomicInteger emptied = new AtomicInteger();
  private final Arrivals arrivals = new Arrivals(time, SilenceModel.NONE, Recording.NONE);
  private final TicketOffice inFlight = new TicketOffice(time, arrivals, emptied::incrementAndGet);

  @Nested
  class ATicket {
    @Test
    void isInFlightUntilItIsClosed() {
      try (Ticket ticket = inFlight.enter("message 42")) {
        assertThat(ticket).isNotNull();
        assertThat(inFlight.count()).isEqualTo(1);
      }
      assertThat(inFlight.count()).isZero();
      assertThat(inFlight.served()).isEqualTo(1);
    }

    @Test
    void closedTwiceCountsOnce() {
      Ticket ticket = inFlight.enter("message 42");
      try (Ticket other = inFlight.enter("message 43")) {
        ticket.close();
        ticket.close();
        assertThat(other).isNotNull();
        assertThat(inFlight.count()).isEqualTo(1);
      }
    }

    @Test
    void mayBeClosedByAnotherThread() throws InterruptedException {
      Ticket ticket = inFlight.enter("message 42");
      Thread other = new Thread(ticket::close);
      other.start();
      other.join();
      assertThat(inFlight.count()).isZero();
    }

    @Test
    void isRefusedWhenTheDrainIsOver() {
      inFlight.watch();
      assertThat(inFlight.closeIfEmpty()).isTrue();
      assertThatThrownBy(() -> inFlight.enter("message 42"))
          .isInstanceOf(WorkRefusedException.class)
          .hasMessage("refused: message 42 (the drain is over; leave it to another instance)");
      assertThat(inFlight.count()).isZero();
      assertThat(inFlight.list(10)).isEmpty();
    }

    @Test
    void theLastOneOfAWatchedServiceTells() {
      Ticket ticket = inFlight.enter("message 42");
      inFlight.watch();
      assertThat(emptied).hasValue(0);
      ticket.close();
      assertThat(emptied).hasValue(1);
    }
  }

  @Nested
  class WhatIsInFlight {
    @Test
    void isListedOldestFirstWithItsAge() {
      List<Ticket> tickets = new ArrayList<>();
      for (String name : List.of("first", "second", "third")) {
        tickets.add(inFlight.enter(name));
        time.advance(Duration.ofSeconds(1));
      }
      assertThat(inFlight.list(2))
          .containsExactly(
              new WorkInFlight("first", Duration.ofSeconds(3)),
              new WorkInFlight("second", Duration.ofSeconds(2)));
      assertThat(inFlight.oldest()).contains(new WorkInFlight("first", Duration.ofSeconds(3)));
      tickets.get(0).close();
      assertThat(inFlight.oldest()).contains(new WorkInFlight("second", Duration.ofSeconds(2)));
    }

    @Test
    void isDescribedWithoutControlCharacters() {
      Ticket ticket = inFlight.enter("GET /a\r\nforged: line\u001b[2J");
      assertThat(inFlight.list(1).get(0).description()).isEqualTo("GET /a??forged: line?[2J");
      ticket.close();
    }
  }

  @Nested
  class AWrappedExecutor {
    private final List<Runnable> handedOver = new ArrayList<>();

    @Test
    void hasItsTasksInFlightFromTheMomentTheyAreHandedIn() {
      inFlight.wrap(handedOver::add, "mail").execute(() -> {});
      assertThat(inFlight.list(1)).containsExactly(new WorkInFlight("mail", Duration.ZERO));
      handedOver.get(0).run();
      assertThat(inFlight.count()).isZero();
    }

    @Test
    void letsAThrowingTaskGo() {
      inFlight
          .wrap(handedOver::add, "mail")
          .execute(
              () -> {
                throw new IllegalStateException("no");
              });
      assertThatThrownBy(handedOver.get(0)::run).hasMessage("no");
      assertThat(inFlight.count()).isZero();
    }

    @Test
    void keepsNoTicketForATaskThatThePoolRefuses() {
      var full =
          inFlight.wrap(
              task -> {
                throw new RejectedExecutionException("full");
              },
              "mail");
      assertThatThrownBy(() -> full.execute(() -> {})).hasMessage("full");
      assertThat(inFlight.count()).isZero();
    }

    @Test
    void refusesTasksWhenTheDrainIsOver() {
      inFlight.close();
      assertThatThrownBy(() -> inFlight.wrap(handedOver::add, "mail").execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(handedOver).isEmpty();
    }
  }

  @Nested
  class AWrappedExecutorService {
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final ExecutorService wrapped = inFlight.wrap(pool, "mail");

    @AfterEach
    void shutDown() {
      pool.shutdownNow();
    }

    @Test
    void runsTasksAndCountsThemOut() throws Exception {
      Future<Integer> answer = wrapped.submit(() -> 42);
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(42);
      wrapped.shutdown();
      assertThat(wrapped.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(wrapped.isShutdown()).isTrue();
      assertThat(wrapped.isTerminated()).isTrue();
      assertThat(inFlight.count()).isZero();
    }

    @Test
    void letsGoWhatItNeverRan() throws InterruptedException {
      var blocker = new CountDownLatch(1);
      wrapped.execute(() -> awaitQuietly(blocker));
      Runnable never = () -> {};
      wrapped.execute(never);
      assertThat(inFlight.count()).isEqualTo(2);
      assertThat(wrapped.shutdownNow()).containsExactly(never);
      assertThat(wrapped.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(inFlight.count()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Nested
  class WorkThatIsFoundLate {
    @Test
    void isAsOldAsItIs() {
      Ticket ticket = inFlight.tryEnter(() -> "report", Duration.ofSeconds(3));
      assertThat(inFlight.oldest()).contains(new WorkInFlight("report", Duration.ofSeconds(3)));
      ticket.close();
    }

    @Test
    void isLateOnlyIfItBeganAfterTheShutdown() {
      arrivals.shutdownBegan();
      time.advance(Duration.ofSeconds(1));
      inFlight.tryEnter(() -> "before", Duration.ofSeconds(1).plusNanos(1));
      assertThat(arrivals.lateRequests()).isZero();
      inFlight.tryEnter(() -> "after", Duration.ofSeconds(1));
      assertThat(arrivals.lateRequests()).isEqualTo(1);
    }

    @Test
    void isNotYetToBegin() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> inFlight.tryEnter(() -> "report", Duration.ofMillis(-1)))
          .withMessage("age: PT-0.001S (expected: >= 0s)");
    }
  }

  @Test
  void aTaskIsTheWorkOfTheThreadThatRunsIt() throws Exception {
    AtomicReference<Runnable> handedIn = new AtomicReference<>();
    inFlight.wrap((Executor) handedIn::set, "mail").execute(() -> assertThat(mine()).hasSize(1));
    Thread another = new Thread(handedIn.get());
    assertThat(mine()).isEmpty();
    AtomicReference<Throwable> failed = new AtomicReference<>();
    another.setUncaughtExceptionHandler((thread, failure) -> failed.set(failure));
    another.start();
    another.join();
    assertThat(failed).hasNullValue();
  }

  private List<IssuedTicket> mine() {
    return inFlight.runBy(Thread.currentThread());
  }
}
