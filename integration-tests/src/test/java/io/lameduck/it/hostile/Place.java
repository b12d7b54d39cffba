package io.lameduck.it.hostile;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.PhaseListener;
import io.lameduck.WarmUp;
import io.lameduck.probe.HealthCheck;
import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.Server;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the library calls code of the user. What follows in a row says which method or phase. */
enum Place {
  LISTENER(PhaseListener.class),
  SERVER(Server.class),
  CHECK(HealthCheck.class),
  PING(HealthCheck.Ping.class),
  RESOURCE(AutoCloseable.class),
  SOURCE(LameduckBuilder.Stop.class),
  /** Of a piece of work. */
  DESCRIPTION(Supplier.class),
  /** Of a future that the library hands out. */
  DEPENDENT(CompletableFuture.class),
  /** What drops or refuses the tasks that were handed in. */
  EXECUTOR(Executor.class),
  POOL(ExecutorService.class),
  SCHEDULER(ScheduledExecutorService.class),
  EXIT(Exit.class),
  /** What ends the process, asked about the end. */
  ORCHESTRATOR(Orchestrator.class),
  /** A request before the service is ready. */
  WARM_UP(WarmUp.Request.class),
  /** All of {@code main}. */
  START(Lameduck.Start.class),
  /** A shutdown hook of somebody else. */
  HOOK(null),
  /** What is left of {@code main} once the service is started. */
  MAIN(null);

  private final @Nullable Class<?> type;

  Place(@Nullable Class<?> type) {
    this.type = type;
  }

  /** The type of the interface of the library; null where the JVM or the logger calls. */
  @Nullable Class<?> type() {
    return type;
  }

  /** For a row: {@code LISTENER/DRAINING}. */
  String at(Object detail) {
    return this + "/" + detail;
  }
}
