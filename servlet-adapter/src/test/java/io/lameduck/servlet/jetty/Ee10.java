package io.lameduck.servlet.jetty;

import io.lameduck.servlet.Application;
import io.lameduck.servlet.Echo;
import jakarta.websocket.server.ServerEndpointConfig;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Handler;

final class Ee10 implements JettyEdition {
  @Override
  public Handler serving(Application application) {
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    application
        .servlets()
        .forEach(
            (path, servlet) -> {
              ServletHolder holder = new ServletHolder(servlet);
              holder.setAsyncSupported(true);
              context.addServlet(holder, path);
            });
    application.initializers().forEach(context::addServletContainerInitializer);
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (started, webSockets) ->
            webSockets.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/ws").build()));
    return context;
  }
}
