package io.lameduck.servlet.undertow;

import io.lameduck.servlet.Application;
import io.lameduck.servlet.Echo;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.Version;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.Options;

/** An embedded Undertow with servlets. */
final class UndertowRig implements Rig {
  /** Kept, or what is set would be collected with it. */
  private static final Logger LOG = Logger.getLogger("io.undertow");

  private final Undertow.Builder builder = Undertow.builder().setIoThreads(2);
  private DeploymentManager deployment;
  private Undertow undertow;
  private int port;

  UndertowRig(Protocol protocol, SelfSigned certificate, int port, int threads) {
    LOG.setLevel(Level.OFF); // servlets throw on purpose
    builder.setWorkerThreads(threads);
    builder.setServerOption(UndertowOptions.ENABLE_HTTP2, protocol.http2());
    if (protocol.tls()) {
      builder.addHttpsListener(port, "127.0.0.1", certificate.context());
    } else {
      builder.addHttpListener(port, "127.0.0.1");
    }
  }

  @Override
  public Rig limitedTo(int connections) {
    builder.setSocketOption(Options.CONNECTION_HIGH_WATER, connections);
    builder.setSocketOption(Options.CONNECTION_LOW_WATER, connections);
    return this;
  }

  @Override
  public Server adapter(Application application) throws Exception {
    UndertowServer adapter = UndertowServer.of(builder, deploy(application));
    undertow = adapter.undertow();
    return adapter;
  }

  @Override
  public void start(Application application) throws Exception {
    undertow = builder.setHandler(deploy(application)).build();
    undertow.start();
  }

  @Override
  public String version() {
    return Version.getVersionString();
  }

  @Override
  public int port() {
    if (port == 0) { // after its end Undertow does not tell any more
      port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }
    return port;
  }

  @Override
  public boolean stopped() {
    return undertow.getWorker() == null;
  }

  @Override
  public void stop() throws Exception {
    undertow.stop();
    deployment.stop();
    deployment.undeploy();
  }

  private HttpHandler deploy(Application application) throws ServletException {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(getClass().getClassLoader())
            .setContextPath("/")
            .setDeploymentName("contract")
            .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, echo());
    application
        .servlets()
        .forEach(
            (path, servlet) ->
                info.addServlet(
                    Servlets.servlet(
                            path, servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .setAsyncSupported(true)
                        .addMapping(path)));
    application
        .initializers()
        .forEach(
            initializer ->
                info.addServletContainerInitializer(
                    new ServletContainerInitializerInfo(
                        initializer.getClass(),
                        new ImmediateInstanceFactory<>(initializer),
                        Set.of())));
    deployment = Servlets.newContainer().addDeployment(info);
    deployment.deploy();
    return deployment.start();
  }

  private static WebSocketDeploymentInfo echo() {
    return new WebSocketDeploymentInfo()
        .addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/ws").build());
  }
}
