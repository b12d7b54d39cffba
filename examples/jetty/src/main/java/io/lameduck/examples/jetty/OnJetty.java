package io.lameduck.examples.jetty;

import io.lameduck.Lameduck;
import io.lameduck.examples.servlets.HelloServlet;
import io.lameduck.servlet.jetty.JettyServer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A small service on an embedded Jetty that drops no request when it is told to end. */
public final class OnJetty {
  private OnJetty() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(OnJetty::start); // what it throws becomes the termination message
  }

  private static void start() {
    Server jetty = new Server();
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            jetty, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setPort(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
    jetty.addConnector(connector);
    ServletHolder hello = new ServletHolder(new HelloServlet());
    hello.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(hello, "/");
    jetty.setHandler(context);

    Lameduck.builder().serve(JettyServer.of(jetty)).start();
  }
}
