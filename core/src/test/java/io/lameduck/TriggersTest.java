package io.lameduck;

import static io.lameduck.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private final StagedService stage = new StagedService(inACluster());
  private final AtomicInteger made = new AtomicInteger();
  private final Triggers triggers = new Triggers(this::shutdown);

  @Test
  void theFirstBeginsTheShutdownAndTheOthersJoinIt() {
    stage.hanging.add("shutdown");
    Shutdown first = triggers.pull(Trigger.SIGTERM);
    assertThat(triggers.pull(Trigger.SHUTDOWN)).isSameAs(first);
    assertThat(triggers.pull(Trigger.EXIT)).isSameAs(first);
    assertThat(made).hasValue(1);
    assertThat(stage.phases).containsExactly(Phase.LAME_DUCK);
  }

  @Test
  void aTriggerAfterTheEndJoinsWhatIsOver() {
    Shutdown first = triggers.pull(Trigger.CLOSE);
    assertThat(triggers.pull(Trigger.SHUTDOWN)).isSameAs(first);
    assertThat(first.report()).isDone();
  }

  @Test
  void beforeAnyThereIsNothingToSee() {
    assertThat(triggers.latest()).isEmpty();
  }

  @RepeatedTest(200)
  void ofManyAtTheSameMomentOneBeginsTheOnlyShutdown() throws Exception {
    stage.hanging.add("shutdown");
    List<Trigger> all = List.of(Trigger.SIGTERM, Trigger.SHUTDOWN, Trigger.EXIT, Trigger.PRESTOP);
    CyclicBarrier together = new CyclicBarrier(all.size());
    Set<Shutdown> begun = ConcurrentHashMap.newKeySet();
    List<Thread> threads =
        IntStream.range(0, all.size())
            .mapToObj(i -> new Thread(() -> begun.add(pull(together, all.get(i)))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(begun).hasSize(1);
    assertThat(stage.phases).containsExactly(Phase.LAME_DUCK);
    stage.release("shutdown");
    assertThat(stage.exits).hasSize(1);
  }

  @RepeatedTest(200)
  void aSignalAtTheMomentOfAWithdrawalIsNeverLost() throws Exception {
    stage.hanging.add("shutdown");
    stage.service.lifecycle().ready();
    triggers.pull(Trigger.PRESTOP);
    stage.time.advance(Duration.ofSeconds(25)); // the limit is reached as soon as it looks
    Runnable tentative = stage.heldBack.remove("shutdown");
    CyclicBarrier together = new CyclicBarrier(2);
    Thread signal = new Thread(() -> pull(together, Trigger.SIGTERM));
    signal.start();
    together.await();
    tentative.run();
    signal.join();
    if (stage.heldBack.containsKey("shutdown")) {
      stage.release("shutdown"); // it was withdrawn, and the signal began another one
    }
    assertThat(stage.exits).containsExactly("exit 0");
    assertThat(stage.service.lifecycle().current()).isEqualTo(Phase.TERMINATED);
  }

  private Shutdown pull(CyclicBarrier together, Trigger trigger) {
    try {
      together.await();
      return triggers.pull(trigger);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Shutdown shutdown(ShutdownCause cause) {
    made.incrementAndGet();
    return new Shutdown(stage.service, cause);
  }
}
