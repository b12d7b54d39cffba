package io.lameduck.internal.adapter;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StaggeredCloseTest {
  private static final Duration LINGER = ofSeconds(2);

  private final ManualTime time = new ManualTime();
  private final List<Duration> closed = new ArrayList<>();

  @Test
  void isSpreadOverTheFirstHalfOfTheLinger() {
    run(this::close, this::close, this::close, this::close);
    assertThat(closed).containsExactly(Duration.ZERO, ofMillis(250), ofMillis(500), ofMillis(750));
  }

  @Test
  void isDoneWhenItHasBegunWithoutALinger() {
    new StaggeredClose(time, Duration.ZERO, () -> Collections.nCopies(3, this::close)).start();
    assertThat(closed).containsOnly(Duration.ZERO).hasSize(3);
  }

  @Test
  void makesUpForOneThatTakesLong() {
    Runnable slow = () -> time.advance(ofMillis(600));
    run(slow, this::close, this::close, this::close);
    assertThat(closed).containsExactly(ofMillis(600), ofMillis(600), ofMillis(750));
  }

  @Test
  void goesOnAfterOneThatFails() {
    run(StaggeredCloseTest::fail, this::close);
    assertThat(closed).containsExactly(ofMillis(500));
  }

  @Test
  void endsWhenItIsStopped() {
    StaggeredClose closing = new StaggeredClose(time, LINGER, List::of);
    time.at(ofMillis(300), closing::close);
    closing.run(Collections.nCopies(4, this::close));
    assertThat(closed).containsExactly(Duration.ZERO, ofMillis(250));
  }

  @Test
  void hasAThreadOfItsOwn() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Runnable closing = () -> threads.add(Thread.currentThread());
    try (StaggeredClose close = new StaggeredClose(LINGER, () -> List.of(closing)).start()) {
      await().until(() -> threads.size() == 1);
      assertThat(threads.get(0)).isNotSameAs(Thread.currentThread());
      assertThat(close).isNotNull();
    }
  }

  /** The handlers of an application are called with each close. */
  @Test
  void isNotHeldUpByOneThatHangs() {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger others = new AtomicInteger();
    List<Runnable> all = new ArrayList<>(Collections.nCopies(20, others::incrementAndGet));
    all.add(0, () -> pass(released));
    try (StaggeredClose close = new StaggeredClose(ofMillis(100), () -> all).start()) {
      await().until(() -> others.get() == 20);
      assertThat(close).isNotNull();
    } finally {
      released.countDown();
    }
  }

  /** Whoever starts it has more to do. */
  @Test
  void throwsNothingThoughTheyCannotBeKnown() {
    StaggeredClose close = new StaggeredClose(time, LINGER, () -> failing());
    assertThatCode(close::start).doesNotThrowAnyException();
  }

  private void run(Runnable... closings) {
    new StaggeredClose(time, LINGER, List::of).run(List.of(closings));
  }

  private static void pass(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail() {
    throw new IllegalStateException("as the test wants it");
  }

  private static List<Runnable> failing() {
    throw new LinkageError("as the test wants it");
  }

  private void close() {
    closed.add(time.elapsed());
  }
}
