package io.lameduck.javalin;

import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Javalin application a service of Lameduck: all its connectors are drained, HTTP, HTTPS,
 * HTTP/2 and WebSocket, and probes are answered by them.
 *
 * <pre>{@code
 * Javalin.create(
 *         config -> {
 *           config.registerPlugin(
 *               new LameduckPlugin(
 *                   service ->
 *                       service
 *                           .readiness("database", () -> pool.ping())
 *                           .closeLast("pool", pool)));
 *           config.routes.get("/", ctx -> ctx.result("hello"));
 *         })
 *     .start(8080);
 * }</pre>
 *
 * <p>The service is started when Javalin is, with its event {@code serverStarted}; if that fails,
 * Javalin is stopped again, and {@code Javalin.start} throws what it was. Javalin is stopped when
 * the last request is out and before any resource is closed; {@code serverStopping} and {@code
 * serverStopped} are told of it. Where somebody else calls {@code Javalin.stop}, the requests in
 * flight are drained first, without a lame duck and without an exit; a request must not call it, as
 * it would wait for itself. A Javalin that runs as a servlet in another container never starts its
 * Jetty, and the plugin does nothing.
 *
 * @since 0.1.0
 */
public final class LameduckPlugin extends Plugin<Void> {
  private final Consumer<? super LameduckBuilder> customizer;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private volatile @Nullable Lameduck lameduck;

  /** The plugin for one application, with the settings of the environment. */
  public LameduckPlugin() {
    this(service -> {});
  }

  /**
   * The plugin for one application, with more than Javalin knows of: checks, resources, settings.
   *
   * @param customizer called once, on the thread that starts Javalin, when that listens already;
   *     what it throws fails the start. Resources it adds are closed after Javalin
   */
  public LameduckPlugin(Consumer<? super LameduckBuilder> customizer) {
    this.customizer = Objects.requireNonNull(customizer, "customizer");
  }

  /** Returns the service, once Javalin has been started. Can be called by any thread. */
  public Optional<Lameduck> lameduck() {
    return Optional.ofNullable(lameduck);
  }

  /** Called by Javalin. */
  @Override
  public void onInitialize(JavalinState state) {
    JavalinJetty jetty = new JavalinJetty(state);
    state.events.serverStarted(() -> startOrStop(jetty));
    state.events.serverStopping(this::stoppedBySomebody);
  }

  /** A service that is not drained must not stay. */
  private void startOrStop(JavalinJetty jetty) {
    boolean started = false;
    try {
      start(jetty);
      started = true;
    } finally {
      if (!started) {
        stop(jetty);
      }
    }
  }

  private void start(JavalinJetty jetty) {
    LameduckBuilder service = Lameduck.builder().serve(jetty.adapter());
    customizer.accept(service);
    lameduck = service.closeLast("javalin", () -> stop(jetty)).start();
  }

  /** In CLOSING, or after a failed start. */
  private void stop(JavalinJetty jetty) {
    if (stopping.compareAndSet(false, true)) {
      jetty.stop();
    }
  }

  /** Drains where somebody else stops Javalin; when the library does, nothing is left to drain. */
  private void stoppedBySomebody() {
    Lameduck service = lameduck;
    if (service != null && stopping.compareAndSet(false, true)) {
      service.stop();
    }
  }
}
