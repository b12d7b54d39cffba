package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class StarterTest {
  private final Starter threads = Starter.threads();

  @Test
  void whatMayHangDoesNotKeepTheJvmAlive() throws Exception {
    assertThat(started(threads::start).isDaemon()).isTrue();
  }

  @Test
  void theShutdownKeepsTheJvmAliveEvenWhenADaemonBeginsIt() throws Exception {
    CompletableFuture<Thread> shutdown = new CompletableFuture<>();
    Runnable begin =
        () -> threads.startKeepingAlive("test", () -> shutdown.complete(Thread.currentThread()));
    Daemon.start("signal handler", begin);
    assertThat(shutdown.get(10, TimeUnit.SECONDS).isDaemon()).isFalse();
  }

  @Test
  void threadsAreNamedAfterTheLibraryAndTheirTask() throws Exception {
    assertThat(started(threads::start).getName()).isEqualTo("lameduck-test");
    assertThat(started(threads::startKeepingAlive).getName()).isEqualTo("lameduck-test");
  }

  private static Thread started(BiConsumer<String, Runnable> start) throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    start.accept("test", () -> thread.complete(Thread.currentThread()));
    return thread.get(10, TimeUnit.SECONDS);
  }
}
