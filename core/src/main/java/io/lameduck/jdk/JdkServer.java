package io.lameduck.jdk;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.lameduck.probe.ProbePaths;
import io.lameduck.probe.Probes;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drains the JDK's HTTP server, HTTP and HTTPS alike:
 *
 * <pre>{@code
 * HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
 * server.createContext("/orders", orders);
 * Lameduck.builder().serve(JdkServer.of(server)).start();
 * }</pre>
 *
 * <p>Requests to all contexts are waited for, those included whose handler returns before it has
 * answered, and those that still wait for a thread as long as the idle linger is not zero. The
 * server is started by the library unless it has been started. Where it has no free thread, its
 * listener closes later than the drain begins, and serves whoever connects until then.
 *
 * <p>The JDK's server neither lists its contexts nor tells of its connections. Therefore this
 * library registers an {@code HttpServerProvider} that hands out the JDK's server in a wrapper
 * which does; where the system class loader cannot see it, create the server with {@link #create}.
 * Both also turn Nagle's algorithm off, unless {@code sun.net.httpserver.nodelay} is set already.
 *
 * @since 0.1.0
 */
public final class JdkServer implements Server {
  private final HttpServer server;
  private final Tracking tracking;
  private final Listener listener;

  private JdkServer(HttpServer server, Tracking tracking) {
    this.server = server;
    this.tracking = tracking;
    this.listener = new Listener(server, tracking);
  }

  /**
   * The adapter of a server.
   *
   * @throws IllegalArgumentException if the server was created in a way the library had no part in
   */
  public static JdkServer of(HttpServer server) {
    Objects.requireNonNull(server, "server");
    if (server instanceof Tracked tracked) {
      return new JdkServer(server, tracked.tracking());
    }
    throw new IllegalArgumentException(
        "server: "
            + server.getClass().getName()
            + " (expected: one whose contexts this library can see; create it with"
            + " JdkServer.create(address, backlog) instead of HttpServer.create)");
  }

  /**
   * A server that {@link #of} takes, whatever class loader the library came from.
   *
   * @param address null for a server that is bound later
   * @param backlog as of {@link HttpServer#create(InetSocketAddress, int)}
   * @throws IOException if the address cannot be bound
   */
  public static HttpServer create(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    NoDelay.prefer();
    return TrackedHttpServer.of(HttpServer.create(address, backlog));
  }

  /**
   * A server for HTTPS that {@link #of} takes, whatever class loader the library came from.
   *
   * @param address null for a server that is bound later
   * @param backlog as of {@link HttpsServer#create(InetSocketAddress, int)}
   * @throws IOException if the address cannot be bound
   */
  public static HttpsServer createHttps(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    NoDelay.prefer();
    return TrackedHttpsServer.of(HttpsServer.create(address, backlog));
  }

  @Override
  public String name() {
    return listener.protocol() + " :" + server.getAddress().getPort();
  }

  @Override
  public Set<Integer> ports() {
    InetSocketAddress address = server.getAddress();
    return address == null ? Set.of() : Set.of(address.getPort());
  }

  @Override
  public List<String> advice() {
    return Stream.of(adviceOnThreads(), NoDelay.advice()).flatMap(Optional::stream).toList();
  }

  @Override
  public void start(ServerContext context) {
    Objects.requireNonNull(context, "context");
    context.probes().ifPresent(this::answerProbes);
    tracking.begin(context);
    listener.start();
  }

  @Override
  public void lameDuck() {
    listener.prepareToClose();
  }

  /** One that handles requests on its dispatcher accepts nobody meanwhile. */
  @Override
  public boolean congested() {
    return tracking.isCongested();
  }

  @Override
  public void stopAccepting() {
    listener.close();
  }

  @Override
  public void close() {
    listener.cut();
  }

  private Optional<String> adviceOnThreads() {
    return tracking.handlesOnDispatcher()
        ? Optional.of(
            "the server on port "
                + server.getAddress().getPort()
                + " runs its handlers on the thread that accepts connections, so that one slow"
                + " request holds up all others and the probes: give it threads with"
                + " server.setExecutor(Executors.newFixedThreadPool(n))")
        : Optional.empty();
  }

  private void answerProbes(Probes probes) {
    ProbeHandler handler = new ProbeHandler(probes, new OtherContexts(tracking));
    ProbePaths paths = probes.paths();
    Set<String> all = Set.of(paths.alive(), paths.ready(), paths.started());
    for (String path : all) {
      requireFree(path);
    }
    for (String path : all) {
      tracking.delegate().createContext(path, handler);
    }
  }

  /** Some versions of the JDK allow two contexts of one path, and never serve the second. */
  private void requireFree(String path) {
    if (tracking.hasContext(path)) {
      throw new IllegalStateException(
          path
              + " has a handler already (expected: free for the probe; set LAMEDUCK_PROBE_PREFIX,"
              + " LAMEDUCK_PROBE_PORT, or another path)");
    }
  }
}
