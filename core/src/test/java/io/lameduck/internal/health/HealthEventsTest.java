package io.lameduck.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Exit;
import io.lameduck.FakeServer;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.ShutdownReport;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.spi.Hold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** On real threads: who calls a listener to the health, and what one can do to the shutdown. */
class HealthEventsTest {
  private static final CheckSchedule OFTEN =
      CheckSchedule.defaults().withPeriod(Duration.ofMillis(20)).withFailureThreshold(1);

  private final FakeServer server = new FakeServer();
  private final LameduckBuilder builder =
      Lameduck.builder().environment(Map.of()).exit(Exit.none()).withoutSignals().serve(server);
  private final List<Boolean> heard = new CopyOnWriteArrayList<>();
  private final List<String> threads = new CopyOnWriteArrayList<>();

  @Test
  void aListenerHearsOfEveryChangeOnAThreadOfTheLibrary() {
    AtomicBoolean passes = new AtomicBoolean(true);
    builder.check(CheckKind.READINESS, "database", passes::get, OFTEN);
    Lameduck lameduck = builder.start();
    try {
      server.context().onHealthChange(this::hear);
      await().until(() -> !heard.isEmpty() && last());
      passes.set(false);
      await().until(() -> !last());
      passes.set(true);
      await().until(this::last);
      lameduck.shutdown("test");
      await().until(() -> !last());
    } finally {
      lameduck.stop();
    }
    assertThat(threads).containsOnly("lameduck-health");
  }

  @Test
  void oneThatIsRemovedHearsNoMore() {
    Lameduck lameduck = builder.start();
    try {
      Runnable remove = server.context().onHealthChange(this::hear);
      await().until(() -> !heard.isEmpty() && last());
      remove.run();
      lameduck.shutdown("test").join();
    } finally {
      lameduck.stop();
    }
    assertThat(heard).containsOnly(true);
  }

  @Test
  void oneThatHangsHoldsUpNeitherTheShutdownNorAnotherOne() throws Exception {
    Hold hanging = new Hold();
    Lameduck lameduck = builder.start();
    try {
      server.context().onHealthChange(hanging::pass);
      server.context().onHealthChange(this::hear);
      await().until(() -> !heard.isEmpty() && last());
      ShutdownReport report = lameduck.shutdown("test").get(20, TimeUnit.SECONDS);
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      await().until(() -> !last());
    } finally {
      lameduck.stop();
      hanging.release();
    }
  }

  private void hear() {
    threads.add(Thread.currentThread().getName());
    heard.add(server.context().health().ready());
  }

  private boolean last() {
    return heard.get(heard.size() - 1);
  }
}
