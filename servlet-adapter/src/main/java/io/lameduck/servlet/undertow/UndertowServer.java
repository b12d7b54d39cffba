package io.lameduck.servlet.undertow;

import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.internal.adapter.StaggeredClose;
import io.lameduck.servlet.thread.Patience;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import io.undertow.Undertow;
import io.undertow.Undertow.ListenerInfo;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drains Undertow 2.3, with servlets or without: all its listeners, HTTP and HTTPS, HTTP/1.1,
 * HTTP/2 and WebSocket.
 *
 * <pre>{@code
 * Undertow.Builder builder = Undertow.builder().addHttpListener(8080, "0.0.0.0");
 * Lameduck.builder().serve(UndertowServer.of(builder, deployment.start())).start();
 * }</pre>
 *
 * <p>Requests are waited for until their response is complete. The handler is given here rather
 * than to the builder, because Undertow cannot change it any more once it is built; for the same
 * reason Undertow is built and started by the library. Where a framework builds it, give the
 * framework {@link #draining} for a handler, and adopt what it has built. Undertow's {@code
 * GracefulShutdownHandler} is not needed: it answers requests on open connections with 503. Probes
 * that come to a listener of the service are answered by its I/O threads, however busy its workers
 * are.
 *
 * @since 0.1.0
 */
public final class UndertowServer implements Server {
  private final Undertow undertow;
  private final DrainHandler handler;
  private boolean startedHere;
  private @Nullable StaggeredClose endings;
  private @Nullable IdleSweep sweep;
  private List<WatchedListener> listeners = List.of();

  private UndertowServer(Undertow undertow, DrainHandler handler) {
    this.undertow = undertow;
    this.handler = handler;
  }

  /**
   * The adapter of an Undertow that is built with these listeners and options.
   *
   * @param handler the root handler, which takes the place of the builder's
   */
  public static UndertowServer of(Undertow.Builder builder, HttpHandler handler) {
    Objects.requireNonNull(builder, "builder");
    Objects.requireNonNull(handler, "handler");
    DrainHandler drain = new DrainHandler(handler);
    return new UndertowServer(builder.setHandler(drain).build(), drain);
  }

  /**
   * A handler for an Undertow that somebody else builds, to be its root handler, or as near to the
   * root as there is a way to put it. It does nothing until {@link #of(Undertow, HttpHandler)} has
   * it, and the service has been started.
   */
  public static HttpHandler draining(HttpHandler handler) {
    return new DrainHandler(Objects.requireNonNull(handler, "handler"));
  }

  /**
   * The adapter of an Undertow that somebody else has built. If it has not been started when the
   * service is, the service starts it; if it has, it is left to whoever did: its listeners and
   * connections are closed all the same, but it is not stopped.
   *
   * @param draining what {@link #draining} has returned, and Undertow was built with
   * @throws IllegalArgumentException if it is another handler
   */
  public static UndertowServer of(Undertow undertow, HttpHandler draining) {
    Objects.requireNonNull(undertow, "undertow");
    Objects.requireNonNull(draining, "draining");
    if (draining instanceof DrainHandler drain) {
      return new UndertowServer(undertow, drain);
    }
    throw new IllegalArgumentException(
        "handler: "
            + draining.getClass().getName()
            + " (expected: what UndertowServer.draining(handler) has returned)");
  }

  /** Returns the Undertow, to ask it for its listeners or its worker. Do not start or stop it. */
  public Undertow undertow() {
    return undertow;
  }

  @Override
  public String name() {
    return listeners.stream()
        .map(WatchedListener::name)
        .collect(Collectors.joining(", ", "undertow ", ""));
  }

  /** Those it listens on; before its start those it is to listen on, where they are known. */
  @Override
  public Set<Integer> ports() {
    List<Integer> listening = listening().stream().map(WatchedListener::port).toList();
    return listening.isEmpty() && Internals.ADDRESSES.isPresent()
        ? Internals.ports(undertow).stream()
            .filter(port -> port > 0)
            .collect(Collectors.toUnmodifiableSet())
        : Set.copyOf(listening);
  }

  @Override
  public List<String> advice() {
    return Internals.advice();
  }

  @Override
  public void start(ServerContext context) throws IOException {
    handler.begin(context);
    if (listening().isEmpty()) {
      startedHere = true;
      startUndertow();
    }
    listeners = listening().stream().map(WatchedListener::of).toList();
  }

  /** None before it is started. */
  private List<ListenerInfo> listening() {
    try {
      return undertow.getListenerInfo();
    } catch (IllegalStateException notStarted) { // there is no other way to ask
      return List.of();
    }
  }

  private void startUndertow() throws IOException {
    try {
      undertow.start();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("Undertow did not start" + onAddresses() + ": " + cause, e);
    }
  }

  private String onAddresses() {
    return Internals.ADDRESSES.isPresent() ? " on " + Internals.addresses(undertow) : "";
  }

  @Override
  public boolean congested() {
    return Congestion.of(undertow.getWorker().getMXBean());
  }

  @Override
  public void stopAccepting() {
    listeners.stream().map(WatchedListener::close).forEach(Runnable::run);
  }

  @Override
  public void closeIdle(Duration linger) {
    endings = new StaggeredClose(linger, handler::closingsOfWebSockets).start();
    sweep = new IdleSweep(linger, this::announced).start();
  }

  @Override
  public OptionalLong connections() {
    return Internals.CONNECTIONS.isPresent()
        ? OptionalLong.of(listeners.stream().mapToLong(WatchedListener::connections).sum())
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    if (endings != null) {
      endings.close();
    }
    if (sweep != null) {
      sweep.close();
    }
    listeners.forEach(WatchedListener::cut);
    if (startedHere) {
      Patience.run("undertow-stop", undertow::stop); // it waits for workers, one may be stuck
    }
  }

  /** All connections, those of HTTP/2 with their end announced. */
  private List<WatchedConnection> announced() {
    handler.tell(); // of those that a client has closed before they sent anything
    List<WatchedConnection> all =
        listeners.stream().flatMap(WatchedListener::streams).map(handler::watch).toList();
    all.forEach(WatchedConnection::announceTheEnd);
    return all;
  }
}
