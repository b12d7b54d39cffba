package io.lameduck.servlet.tomcat;

import io.lameduck.servlet.Application;
import io.lameduck.servlet.Echo;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;

/** An embedded Tomcat. */
final class TomcatRig implements Rig {
  /** Kept, or what is set would be collected with it. */
  private static final Logger LOG = Logger.getLogger("org.apache");

  private final Tomcat tomcat;
  private int port;

  TomcatRig(Protocol protocol, SelfSigned certificate, int port, int threads, Path dir) {
    LOG.setLevel(Level.OFF); // servlets throw on purpose
    tomcat = tomcat(dir);
    tomcat.setConnector(connector(protocol, certificate, threads));
    tomcat.getConnector().setPort(port);
    tomcat.getHost().getPipeline().addValve(errors());
  }

  /** Several may run at once: the name keeps their MBeans apart. */
  static Tomcat tomcat(Path dir) {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(dir.toString());
    tomcat.getEngine().setName("Tomcat-" + UUID.randomUUID());
    return tomcat;
  }

  Tomcat tomcat() {
    return tomcat;
  }

  @Override
  public Rig limitedTo(int connections) {
    tomcat.getConnector().setProperty("maxConnections", String.valueOf(connections));
    return this;
  }

  @Override
  public Server adapter(Application application) {
    deploy(application);
    return TomcatServer.of(tomcat);
  }

  @Override
  public void start(Application application) throws Exception {
    deploy(application);
    tomcat.start();
  }

  @Override
  public String version() {
    return ServerInfo.getServerNumber(); // 10.1.59.0
  }

  @Override
  public int port() {
    int bound = tomcat.getConnector().getLocalPort();
    port = bound > 0 ? bound : port;
    return port;
  }

  @Override
  public boolean stopped() {
    return !tomcat.getServer().getState().isAvailable();
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private static Connector connector(Protocol protocol, SelfSigned certificate, int threads) {
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", String.valueOf(threads));
    connector.setProperty("minSpareThreads", "1");
    if (protocol.tls()) {
      connector.setSecure(true);
      connector.setScheme("https");
      connector.setProperty("SSLEnabled", "true");
      connector.addSslHostConfig(tls(certificate));
    }
    if (protocol.http2()) {
      connector.addUpgradeProtocol(new Http2Protocol());
    }
    return connector;
  }

  /** Without a stack trace, which tells who stands before a handler. */
  private static ErrorReportValve errors() {
    ErrorReportValve errors = new ErrorReportValve();
    errors.setShowReport(false);
    return errors;
  }

  private static SSLHostConfig tls(SelfSigned certificate) {
    SSLHostConfig tls = new SSLHostConfig();
    SSLHostConfigCertificate key =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    key.setCertificateKeystoreFile(certificate.store().toString());
    key.setCertificateKeystorePassword(SelfSigned.PASSWORD);
    tls.addCertificate(key);
    return tls;
  }

  private void deploy(Application application) {
    StandardContext context = (StandardContext) tomcat.addContext("", null);
    context.setParentClassLoader(TomcatRig.class.getClassLoader());
    application
        .servlets()
        .forEach(
            (path, servlet) -> {
              Wrapper wrapper = Tomcat.addServlet(context, path, servlet);
              wrapper.setAsyncSupported(true);
              wrapper.addMapping(path);
            });
    Tomcat.addServlet(context, "default", new DefaultServlet())
        .addMapping("/"); // or no filter runs
    context.addServletContainerInitializer(new WsSci(), null);
    context.addApplicationLifecycleListener(new Echoes());
    application
        .initializers()
        .forEach(initializer -> context.addServletContainerInitializer(initializer, null));
  }

  private static final class Echoes implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServerContainer webSockets =
          (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
      try {
        webSockets.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/ws").build());
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
