package io.lameduck.servlet.jetty;

import io.lameduck.servlet.Application;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.SelfSigned;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An embedded Jetty, with servlets of the edition that this run is about. */
final class JettyRig implements Rig {
  /** One accepts, one selects, one is kept back. */
  private static final int JETTYS_OWN_THREADS = 3;

  private final Server jetty;
  private final ServerConnector connector;
  private int port;

  JettyRig(Protocol protocol, SelfSigned certificate, int port, int threads) {
    jetty = new Server(new QueuedThreadPool(threads + JETTYS_OWN_THREADS));
    connector = new ServerConnector(jetty, 1, 1, factories(protocol, certificate));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    jetty.addConnector(connector);
  }

  Server jetty() {
    return jetty;
  }

  @Override
  public Rig limitedTo(int connections) {
    jetty.addBean(new NetworkConnectionLimit(connections, jetty));
    return this;
  }

  @Override
  public io.lameduck.spi.Server adapter(Application application) throws Exception {
    jetty.setHandler(JettyEdition.ofThisRun().serving(application));
    return JettyServer.of(jetty);
  }

  @Override
  public void start(Application application) throws Exception {
    jetty.setHandler(JettyEdition.ofThisRun().serving(application));
    jetty.start();
  }

  @Override
  public String version() {
    return Server.getVersion();
  }

  @Override
  public int port() {
    int bound = connector.getLocalPort();
    port = bound > 0 ? bound : port;
    return port;
  }

  @Override
  public boolean stopped() {
    return jetty.isStopped();
  }

  @Override
  public void stop() throws Exception {
    jetty.stop();
  }

  private static ConnectionFactory[] factories(Protocol protocol, SelfSigned certificate) {
    HttpConfiguration configuration = new HttpConfiguration();
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    if (protocol.tls()) {
      configuration.addCustomizer(new SecureRequestCustomizer(false)); // any name of the host
    }
    return switch (protocol) {
      case HTTP -> new ConnectionFactory[] {http};
      case H2C -> new ConnectionFactory[] {http, new HTTP2CServerConnectionFactory(configuration)};
      case HTTPS -> new ConnectionFactory[] {tls(certificate, http.getProtocol()), http};
      case H2 ->
          new ConnectionFactory[] {
            tls(certificate, "alpn"),
            new ALPNServerConnectionFactory(),
            new HTTP2ServerConnectionFactory(configuration),
            http
          };
    };
  }

  private static SslConnectionFactory tls(SelfSigned certificate, String next) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(certificate.store().toString());
    tls.setKeyStorePassword(SelfSigned.PASSWORD);
    return new SslConnectionFactory(tls, next);
  }
}
