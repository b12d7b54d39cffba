package io.lameduck.examples.undertow;

import io.lameduck.Lameduck;
import io.lameduck.examples.servlets.HelloServlet;
import io.lameduck.servlet.undertow.UndertowServer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;

/** A small service on an embedded Undertow that drops no request when it is told to end. */
public final class OnUndertow {
  private OnUndertow() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(OnUndertow::start); // what it throws becomes the termination message
  }

  private static void start() throws ServletException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(OnUndertow.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("hello")
            .addServlet(
                Servlets.servlet(HelloServlet.class).setAsyncSupported(true).addMapping("/"));
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application);
    deployment.deploy();
    Undertow.Builder builder =
        Undertow.builder()
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .addHttpListener(port, "0.0.0.0");

    Lameduck.builder()
        .serve(UndertowServer.of(builder, deployment.start()))
        .closeLast("servlets", deployment::stop)
        .start();
  }
}
