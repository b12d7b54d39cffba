package io.lameduck.jdk;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.probe.Probes;
import io.lameduck.spi.PreStop;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Answers probes on a port of their own, with threads of its own, from the start to the exit:
 * neither a busy service nor its drain can keep it from doing so. Also home of the preStop
 * endpoint.
 */
public final class ProbeServer implements AutoCloseable {
  /** More than a kubelet ever needs; each holds a connection and a thread. */
  private static final int MOST_AT_ONCE = 16;

  private final HttpServer server;

  private ProbeServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Where preStop calls are taken.
   *
   * @param path its path
   * @param token what the header {@value PreStopHandler#TOKEN_HEADER} has to hold, if anything
   * @param preStop what a call begins
   */
  public record PreStopEndpoint(String path, Optional<String> token, PreStop preStop) {}

  /**
   * Opens the port on all addresses.
   *
   * @throws IOException if the port cannot be bound
   */
  public static ProbeServer open(int port, Probes probes, Optional<PreStopEndpoint> preStop)
      throws IOException {
    HttpServer server = bind(port);
    server.setExecutor(new EvictingExecutor(MOST_AT_ONCE));
    server.createContext("/", new ProbeHandler(probes, path -> Optional.empty()));
    preStop.ifPresent(
        endpoint -> server.createContext(endpoint.path(), new PreStopHandler(endpoint)));
    server.start();
    return new ProbeServer(server);
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static HttpServer bind(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(port), 0);
    } catch (BindException e) {
      throw new IOException(
          "LAMEDUCK_PROBE_PORT: " + port + " (expected: a free port; " + e.getMessage() + ")", e);
    }
  }
}
