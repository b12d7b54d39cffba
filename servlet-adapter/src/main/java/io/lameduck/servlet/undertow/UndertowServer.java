package io.lameduck.servlet.undertow;

import io.lameduck.spi.IdleSweep;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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
 * reason Undertow is built and started by the library. Undertow's {@code GracefulShutdownHandler}
 * is not needed: it answers requests on open connections with 503. Probes that come to a listener
 * of the service are answered by its I/O threads, however busy its workers are.
 */
public final class UndertowServer implements Server {
  private final Undertow undertow;
  private final DrainHandler handler;
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
    DrainHandler drain = new DrainHandler(handler);
    return new UndertowServer(builder.setHandler(drain).build(), drain);
  }

  /** What was built, for what else there is to know of it. Not to be started or stopped. */
  public Undertow undertow() {
    return undertow;
  }

  @Override
  public String name() {
    return listeners.stream()
        .map(WatchedListener::name)
        .collect(Collectors.joining(", ", "undertow ", ""));
  }

  @Override
  public void start(ServerContext context) throws IOException {
    handler.begin(context);
    try {
      undertow.start();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "Undertow did not start on " + Internals.addresses(undertow) + ": " + cause, e);
    }
    listeners = undertow.getListenerInfo().stream().map(WatchedListener::of).toList();
  }

  @Override
  public void stopAccepting() {
    listeners.forEach(WatchedListener::stopAccepting);
    handler.closeWebSockets();
  }

  @Override
  public void closeIdle(Duration linger) {
    sweep = new IdleSweep(linger, this::announced).start();
  }

  @Override
  public OptionalLong connections() {
    return OptionalLong.of(listeners.stream().mapToLong(WatchedListener::connections).sum());
  }

  @Override
  public void close() {
    if (sweep != null) {
      sweep.close();
    }
    listeners.forEach(WatchedListener::cut);
    Patience.run(
        "lameduck-undertow-stop", undertow::stop); // it waits for workers, one may be stuck
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
