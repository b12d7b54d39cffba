package io.lameduck.servlet.tomcat;

import java.io.IOException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** What a connector listens on. */
final class Listener {
  private final Connector connector;
  private final @Nullable NioEndpoint endpoint; // none where it cannot be known
  private volatile int boundTo;

  private Listener(Connector connector, @Nullable NioEndpoint endpoint) {
    this.connector = connector;
    this.endpoint = endpoint;
  }

  /**
   * The listener of a connector.
   *
   * @throws IllegalArgumentException if it is none of the NIO kind
   * @throws IllegalStateException if it has bound its port before it was started
   */
  static Listener of(Connector connector) {
    NioEndpoint endpoint = Internals.CONNECTIONS.isPresent() ? endpoint(connector) : null;
    bindLate(connector, endpoint);
    return new Listener(connector, endpoint);
  }

  /** What the connections of a connector go through. */
  static NioEndpoint endpoint(Connector connector) {
    if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol
        && Internals.endpointOf(protocol) instanceof NioEndpoint endpoint) {
      return endpoint;
    }
    throw new IllegalArgumentException(
        "connector on port "
            + connector.getPort()
            + ": "
            + connector.getProtocolHandlerClassName()
            + " (expected: org.apache.coyote.http11.Http11NioProtocol, the default)");
  }

  /** Tomcat closes a listener before its connections only if it was bound at the start. */
  private static void bindLate(Connector connector, @Nullable AbstractEndpoint<?, ?> endpoint) {
    if (connector.getState() == LifecycleState.NEW) {
      connector.setProperty("bindOnInit", "false");
    } else if (endpoint == null ? !boundLate(connector) : endpoint.getBindOnInit()) {
      throw new IllegalStateException(
          "connector on port "
              + connector.getLocalPort()
              + ": bound when it was initialized (expected: hand Tomcat to TomcatServer.of before"
              + " it is started, or set connector.setProperty(\"bindOnInit\", \"false\"))");
    }
  }

  private static boolean boundLate(Connector connector) {
    return "false".equals(String.valueOf(connector.getProperty("bindOnInit")));
  }

  String name() {
    return connector.getScheme() + " :" + port();
  }

  /** The port it listens on, or listened on before it was closed. */
  int port() {
    int bound = connector.getLocalPort();
    if (bound > 0) {
      boundTo = bound;
    }
    return boundTo > 0 ? boundTo : connector.getPort();
  }

  /**
   * Tomcat only logs that a connector has failed to start, and goes on without it.
   *
   * @throws IOException if it does not listen
   */
  void requireStarted() throws IOException {
    if (connector.getLocalPort() <= 0) {
      throw new IOException(
          "connector on port "
              + connector.getPort()
              + " did not start (expected: a free port; Tomcat has logged the reason)");
    }
  }

  /** Ends each connection with its next response; for where there is no {@link LastWord}. */
  void keepNoConnection() {
    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
      http.setMaxKeepAliveRequests(1);
    }
  }

  /** Closes it; its connections are served on. */
  void close() {
    port(); // to be remembered
    if (endpoint != null && Internals.LAST_CALL.isPresent()) {
      LastCall.on(endpoint);
    }
    connector.getProtocolHandler().closeServerSocketGraceful();
  }
}
