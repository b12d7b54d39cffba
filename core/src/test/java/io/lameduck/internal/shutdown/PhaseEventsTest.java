package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Phase;
import io.lameduck.PhaseListener;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.ManualTime;
import io.lameduck.internal.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PhaseEventsTest {
  private final RecordedLog log = new RecordedLog();
  private final LogWriter logWriter = new LogWriter(log, Runnable::run);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Nested
  class OnAStage {
    private final ManualTime time = new ManualTime();
    private final StagedThreads threads = new StagedThreads();

    @Test
    void whatAListenerThrowsIsLoggedAndTheOthersHear() {
      PhaseEvents events =
          events(
              (from, to) -> PhaseEventsTest.<RuntimeException>sneak(new IOException("planned")),
              hearing());
      events.moved(Phase.READY, Phase.LAME_DUCK);
      events.moved(Phase.LAME_DUCK, Phase.DRAINING);

      assertThat(heard).containsExactly("LAME_DUCK", "DRAINING");
      assertThat(log.lines())
          .contains(
              "WARN phase listener failed: ready to lame-duck: java.io.IOException: planned",
              "WARN phase listener failed: lame-duck to draining: java.io.IOException: planned");
    }

    @Test
    void oneThatHangsIsAbandonedAndTheOthersHear() {
      PhaseEvents events = events(hearing(), hearing());
      threads.hanging.add("events");
      events.moved(Phase.READY, Phase.LAME_DUCK);
      threads.hanging.clear();
      events.moved(Phase.LAME_DUCK, Phase.DRAINING);

      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2 * PhaseEvents.LIMIT_SECONDS));
      assertThat(log.lines())
          .contains("WARN phase listener failed: ready to lame-duck: did not return");
      assertThat(heard).isEmpty(); // both were held back, and both are given up
    }

    @Test
    void oneThatIsAddedLaterDoesNotHearWhatWasBefore() {
      threads.hanging.add("event-queue");
      PhaseEvents events = events();
      events.moved(Phase.READY, Phase.LAME_DUCK);
      events.addListener(hearing());
      events.moved(Phase.LAME_DUCK, Phase.DRAINING);
      threads.release("event-queue");

      assertThat(heard).containsExactly("DRAINING");
    }

    private PhaseEvents events(PhaseListener... listeners) {
      return new PhaseEvents(threads, time, logWriter, List.of(listeners));
    }
  }

  @Nested
  class OnRealThreads {
    @Test
    void aSlowListenerHearsEveryMoveInOrderOnOneThread() {
      CountDownLatch slow = new CountDownLatch(1);
      List<Thread> threads = new CopyOnWriteArrayList<>();
      PhaseListener listener =
          (from, to) -> {
            await(slow);
            heard.add(to.name());
            threads.add(Thread.currentThread());
          };
      try (PhaseEvents events = real(listener)) {
        Stream.of(Phase.values()).skip(1).forEach(to -> events.moved(Phase.STARTING, to));
        assertThat(heard).isEmpty();
        slow.countDown();

        Awaitility.await().until(() -> heard.size() == 5);
        assertThat(heard)
            .containsExactly("READY", "LAME_DUCK", "DRAINING", "CLOSING", "TERMINATED");
        assertThat(threads).containsOnly(threads.get(0)).doesNotContain(Thread.currentThread());
      }
    }

    @Test
    void theirThreadsEndWithThem() {
      Set<Thread> ofOthers = threadsOfEvents();
      PhaseEvents events = real(hearing());
      Set<Thread> own = threadsOfEvents();
      own.removeAll(ofOthers);
      assertThat(own).isNotEmpty();
      events.close();

      Awaitility.await().until(() -> own.stream().noneMatch(Thread::isAlive));
    }

    private Set<Thread> threadsOfEvents() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("lameduck-event"))
          .collect(Collectors.toCollection(HashSet::new));
    }

    private PhaseEvents real(PhaseListener listener) {
      return new PhaseEvents(Threads.jvm(), Time.system(), logWriter, List.of(listener));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private PhaseListener hearing() {
    return (from, to) -> heard.add(to.name());
  }

  @SuppressWarnings("unchecked") // lets a checked exception pass as an unchecked one
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
