package io.lameduck.it.plain;

import io.lameduck.examples.servlets.HelloServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The example on Jetty without the library. At its end it stops when the JVM does, once its
 * graceful handler has seen the last request out.
 */
public final class PlainJetty {
  private PlainJetty() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv("PORT"));
    Server jetty = new Server();
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            jetty, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setPort(port);
    jetty.addConnector(connector);
    ServletHolder hello = new ServletHolder(new HelloServlet());
    hello.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(hello, "/");
    jetty.setHandler(new GracefulHandler(context));
    jetty.setStopTimeout(10_000);
    jetty.setStopAtShutdown(true);
    jetty.start();
  }
}
