package io.lameduck.armeria;

import com.linecorp.armeria.server.GracefulShutdown;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains an Armeria server: HTTP/1.1, HTTP/2 with TLS or without.
 *
 * <pre>{@code
 * Lameduck.builder()
 *     .serve(ArmeriaServer.of(Server.builder().http(8080).annotatedService(new Orders())))
 *     .start();
 * }</pre>
 *
 * <p>The library starts the server and stops it. Armeria's own graceful shutdown is switched off:
 * by the time the server is stopped, its requests have been waited for.
 *
 * @since 0.1.0
 */
public final class ArmeriaServer implements Server {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final long A_MOMENT_MILLIS = 20;

  private static final Logger log = LoggerFactory.getLogger(ArmeriaServer.class);

  private final Listeners listeners = new Listeners();
  private final Http2Requests http2 = new Http2Requests();
  private final com.linecorp.armeria.server.Server armeria;

  private ArmeriaServer(ServerBuilder builder) {
    this.armeria =
        builder
            .bossGroupFactory(listeners::newLoop)
            .childChannelPipelineCustomizer(listeners::accepted)
            .decorator(http2)
            .gracefulShutdown(GracefulShutdown.disabled())
            .build();
  }

  /**
   * Builds the server that is described, to be started by the library. What is added to the builder
   * later is lost. The library sets its boss group and its graceful shutdown, and adds one
   * decorator around those of the builder; those of a virtual host come before it. The end of the
   * process does not wait for Armeria's {@code ShutdownSupport} and {@code serverStopped}: what has
   * to be closed belongs in {@link io.lameduck.LameduckBuilder#closeLast}.
   *
   * @throws IllegalStateException if Armeria finds that it cannot be built
   */
  public static ArmeriaServer of(ServerBuilder builder) {
    return new ArmeriaServer(Objects.requireNonNull(builder, "builder"));
  }

  /** The server itself, for its ports, its configuration and its listeners. */
  public com.linecorp.armeria.server.Server armeria() {
    return armeria;
  }

  @Override
  public String name() {
    return ports().stream()
        .sorted()
        .map(port -> ":" + port)
        .collect(Collectors.joining(", ", "armeria ", ""));
  }

  @Override
  public Set<Integer> ports() {
    Collection<ServerPort> active = armeria.activePorts().values();
    Collection<ServerPort> ports = active.isEmpty() ? armeria.config().ports() : active;
    return ports.stream()
        .filter(port -> !port.isDomainSocket())
        .map(port -> port.localAddress().getPort())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void start(ServerContext context) throws IOException {
    listeners.begin(context);
    http2.begin(context);
    try {
      armeria.start().get();
    } catch (ExecutionException e) {
      throw new IOException("Armeria could not start: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Armeria started", e);
    }
  }

  @Override
  public void lameDuck() {
    listeners.lameDuck();
  }

  @Override
  public boolean congested() {
    return listeners.congested();
  }

  @Override
  public void stopAccepting() {
    listeners.stopAccepting();
  }

  @Override
  public void closeIdle(Duration linger) {
    listeners.closeIdle(linger);
  }

  @Override
  public OptionalLong connections() {
    return OptionalLong.of(listeners.connections());
  }

  /**
   * Waits until Armeria has closed all connections, and not for the two seconds after that in which
   * its event loops would take more work.
   */
  @Override
  public void close() {
    listeners.close();
    try {
      awaitStop(armeria.stop());
    } catch (ExecutionException e) {
      log.warn("Armeria failed to stop", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitStop(Future<Void> stop) throws ExecutionException, InterruptedException {
    long begun = System.nanoTime();
    while (!isDone(stop) && !listeners.areEnding()) {
      if (System.nanoTime() - begun > STOP_LIMIT.toNanos()) {
        log.warn("Armeria has not stopped; shutdown continues; waited: {}", STOP_LIMIT);
        return;
      }
    }
  }

  private static boolean isDone(Future<Void> stop) throws ExecutionException, InterruptedException {
    try {
      stop.get(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
