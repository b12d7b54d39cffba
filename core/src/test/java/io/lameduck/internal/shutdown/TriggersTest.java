package io.lameduck.internal.shutdown;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Phase;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Trigger;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private final StagedService stage = new StagedService(inACluster());
  private final Triggers triggers = new Triggers();

  @Test
  void theFirstBeginsTheShutdownAndTheOthersJoinIt() {
    triggers.attach(stage.shutdown);
    stage.hanging.add("shutdown");
    triggers.pull(Trigger.SIGTERM);
    triggers.pull(Trigger.SHUTDOWN);
    triggers.pull(Trigger.PRESTOP);
    assertThat(stage.phases).containsExactly(Phase.LAME_DUCK);
    stage.release("shutdown");
    ShutdownReport report = stage.shutdown.finished().orElseThrow();
    assertThat(report.cause()).isEqualTo(ShutdownCause.of(Trigger.SIGTERM));
    assertThat(stage.exits).containsExactly("exit 0");
  }

  @Test
  void aTriggerAfterTheEndJoinsWhatIsOver() {
    triggers.attach(stage.shutdown);
    triggers.pull(Trigger.STOP);
    triggers.pull(Trigger.SHUTDOWN);
    assertThat(stage.shutdown.finished().orElseThrow().cause().trigger()).isEqualTo(Trigger.STOP);
  }

  @Test
  void oneThatComesBeforeThereIsAServiceIsKeptForIt() {
    triggers.pull(Trigger.SIGTERM);
    triggers.pull(Trigger.SIGINT);
    assertThat(triggers.unheard()).contains(ShutdownCause.of(Trigger.SIGTERM));
    triggers.attach(stage.shutdown);
    assertThat(triggers.unheard()).isEmpty();
    assertThat(stage.shutdown.finished().orElseThrow().cause().trigger())
        .isEqualTo(Trigger.SIGTERM);
  }

  @RepeatedTest(200)
  void ofManyAtTheSameMomentOneBeginsTheOnlyShutdown() throws Exception {
    triggers.attach(stage.shutdown);
    stage.hanging.add("shutdown");
    List<Trigger> all = List.of(Trigger.SIGTERM, Trigger.SHUTDOWN, Trigger.STOP, Trigger.PRESTOP);
    CyclicBarrier together = new CyclicBarrier(all.size());
    List<Thread> threads =
        IntStream.range(0, all.size())
            .mapToObj(i -> new Thread(() -> pull(together, all.get(i))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(stage.phases).containsExactly(Phase.LAME_DUCK);
    stage.release("shutdown");
    assertThat(stage.exits).hasSize(1);
  }

  private void pull(CyclicBarrier together, Trigger trigger) {
    try {
      together.await();
      triggers.pull(trigger);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
