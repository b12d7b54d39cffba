package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Lameduck;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.ShutdownReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Several application contexts in one process: each that has the library is a service. */
@Timeout(120)
class ContextsTest {
  private final Deque<ConfigurableApplicationContext> started = new ArrayDeque<>();

  @AfterEach
  void close() {
    started.forEach(ConfigurableApplicationContext::close);
  }

  /** What both contexts of a hierarchy share, without the library. */
  @Configuration(proxyBeanMethods = false)
  static class Shared {}

  private Lameduck start(ConfigurableApplicationContext context) {
    started.push(context);
    Lameduck lameduck = context.getBean(Lameduck.class);
    await().until(() -> lameduck.phase() == Phase.READY);
    return lameduck;
  }

  @Test
  void oneEndsAndTheOtherGoesOn() throws Exception {
    Lameduck one = start(Application.start());
    Lameduck other = start(Application.start());
    assertThat(end(one).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(started.getLast().isActive()).isFalse();
    assertThat(started.getFirst().isActive()).isTrue();
    assertThat(other.phase()).isEqualTo(Phase.READY);
  }

  @Test
  void theChildOfAHierarchyIsTheService() throws Exception {
    SpringApplicationBuilder hierarchy =
        new SpringApplicationBuilder(Shared.class).child(Application.class);
    Lameduck lameduck =
        start(
            hierarchy
                .registerShutdownHook(false)
                .run(Application.arguments(Application.inATest())));
    assertThat(end(lameduck).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(started.getFirst().isActive()).isFalse();
  }

  private static ShutdownReport end(Lameduck lameduck) throws Exception {
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    return shutdown.get(60, TimeUnit.SECONDS);
  }
}
