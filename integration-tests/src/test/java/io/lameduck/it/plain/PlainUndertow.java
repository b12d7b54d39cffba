package io.lameduck.it.plain;

import io.lameduck.examples.servlets.HelloServlet;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;

/**
 * The example on Undertow without the library. At its end it stops when its graceful handler has
 * seen the last request out.
 */
public final class PlainUndertow {
  private PlainUndertow() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv("PORT"));
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(PlainUndertow.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("hello")
            .addServlet(
                Servlets.servlet(HelloServlet.class).setAsyncSupported(true).addMapping("/"));
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application);
    deployment.deploy();
    GracefulShutdownHandler graceful = new GracefulShutdownHandler(deployment.start());
    Undertow undertow =
        Undertow.builder()
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .addHttpListener(port, "0.0.0.0", graceful)
            .build();
    undertow.start();
    AtExit.run(
        () -> {
          graceful.shutdown();
          graceful.awaitShutdown(10_000);
          undertow.stop();
        });
  }
}
