package io.lameduck.servlet.tomcat;

import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.internal.adapter.StaggeredClose;
import io.lameduck.servlet.LameduckInitializer;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Loader;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/**
 * Drains an embedded Tomcat 10.1 or newer: all its connectors, HTTP and HTTPS, HTTP/1.1, HTTP/2 and
 * WebSocket.
 *
 * <pre>{@code
 * Tomcat tomcat = new Tomcat();
 * tomcat.setPort(8080);
 * tomcat.addContext("", null)...
 * Lameduck.builder().serve(TomcatServer.of(tomcat)).start();
 * }</pre>
 *
 * <p>Requests to all web applications are waited for, asynchronous ones until they have completed.
 * Tomcat is started and stopped by the library, unless it has been started before: then whoever did
 * that stops it, which is best done by {@code closeLast}. Its connectors have to be of the NIO
 * kind, which is the default, and may bind their port only when they start: {@link #of} sets {@code
 * bindOnInit=false} where it comes in time for that.
 *
 * @since 0.1.0
 */
public final class TomcatServer implements Server {
  /** How long to wait for each stuck servlet; with 0 its wrapper waits for ever. */
  private static final long UNLOAD_MILLIS = 20;

  private final Tomcat tomcat;
  private final List<Listener> listeners;
  private final List<WatchedConnector> connectors; // none where they cannot be watched
  private final DrainValve valve;
  private boolean startedHere;
  private @Nullable StaggeredClose endings;
  private @Nullable IdleSweep sweep;

  private TomcatServer(Tomcat tomcat, List<Listener> listeners, List<WatchedConnector> connectors) {
    this.tomcat = tomcat;
    this.listeners = listeners;
    this.connectors = connectors;
    this.valve = new DrainValve(connectors);
  }

  /**
   * The adapter of a Tomcat, started or not.
   *
   * @throws IllegalArgumentException if a connector is none of the NIO kind
   * @throws IllegalStateException if a connector has bound its port before it was started
   */
  public static TomcatServer of(Tomcat tomcat) {
    Objects.requireNonNull(tomcat, "tomcat");
    Connector main = tomcat.getConnector(); // where there is none this makes it
    Connector[] all = main.getService().findConnectors();
    TomcatServer server =
        new TomcatServer(tomcat, Arrays.stream(all).map(Listener::of).toList(), watched(all));
    tomcat.getEngine().getPipeline().addValve(server.valve);
    server.contexts().forEach(TomcatServer::leaveToThisAdapter);
    return server;
  }

  private static List<WatchedConnector> watched(Connector... all) {
    return Internals.CONNECTIONS.isPresent()
        ? Arrays.stream(all).map(WatchedConnector::of).toList()
        : List.of();
  }

  @Override
  public String name() {
    return listeners.stream().map(Listener::name).collect(Collectors.joining(", ", "tomcat ", ""));
  }

  @Override
  public Set<Integer> ports() {
    return listeners.stream()
        .map(Listener::port)
        .filter(port -> port > 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<String> advice() {
    return Stream.concat(Internals.advice().stream(), WebSockets.advice().stream()).toList();
  }

  @Override
  public void start(ServerContext context) throws IOException {
    valve.begin(context);
    connectors.forEach(connector -> connector.begin(context));
    if (!tomcat.getServer().getState().isAvailable()) {
      startedHere = true;
      startTomcat();
    }
  }

  @Override
  public void lameDuck() {
    if (!Internals.LAST_WORD.isPresent()) {
      listeners.forEach(Listener::keepNoConnection);
    }
  }

  @Override
  public boolean congested() {
    return connectors.stream().anyMatch(WatchedConnector::isCongested);
  }

  @Override
  public void stopAccepting() {
    listeners.forEach(Listener::close);
  }

  @Override
  public void closeIdle(Duration linger) {
    connectors.forEach(WatchedConnector::adopt);
    endings = new StaggeredClose(linger, this::webSockets).start();
    sweep = new IdleSweep(linger, this::announced).start();
  }

  @Override
  public OptionalLong connections() {
    return Internals.CONNECTIONS.isPresent()
        ? OptionalLong.of(connectors.stream().mapToLong(WatchedConnector::connections).sum())
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
    connectors.forEach(WatchedConnector::cut);
    contexts().forEach(TomcatServer::stopAtOnce);
    if (startedHere) {
      stopTomcat();
    }
  }

  private void startTomcat() throws IOException {
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IOException(name() + " did not start: " + rootOf(e), e);
    }
    for (Listener listener : listeners) {
      listener.requireStarted();
    }
  }

  private void stopTomcat() {
    try {
      tomcat.stop();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Tomcat did not stop: " + e.getMessage(), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private List<Runnable> webSockets() {
    return contexts().stream().flatMap(WebSockets::closings).toList();
  }

  /** All connections, those of multiplexed protocols with their end announced. */
  private List<WatchedConnection> announced() {
    List<WatchedConnection> all =
        connectors.stream().flatMap(connector -> connector.adopt().stream()).toList();
    all.forEach(WatchedConnection::announceTheEnd);
    return all;
  }

  private List<StandardContext> contexts() {
    return Arrays.stream(tomcat.getEngine().findChildren())
        .map(Container::findChildren)
        .flatMap(Arrays::stream)
        .filter(StandardContext.class::isInstance)
        .map(StandardContext.class::cast)
        .toList();
  }

  /**
   * What a stop would wait for has been cut, and what a class loader leaks ends with the process. A
   * wrapper copies the unload delay of its context when its parent is set, so the parent is set
   * again.
   */
  private static void stopAtOnce(StandardContext context) {
    context.setUnloadDelay(UNLOAD_MILLIS);
    for (Container wrapper : context.findChildren()) {
      wrapper.setParent(context);
    }
    Loader loader = context.getLoader(); // there is none before the start
    if (loader != null && loader.getClassLoader() instanceof WebappClassLoaderBase classes) {
      classes.setClearReferencesRmiTargets(false); // it asked its context when it was started
      classes.setClearReferencesThreadLocals(false);
    }
  }

  private static void leaveToThisAdapter(Context context) {
    context.getServletContext().setAttribute(LameduckInitializer.ENABLED, false);
  }
}
