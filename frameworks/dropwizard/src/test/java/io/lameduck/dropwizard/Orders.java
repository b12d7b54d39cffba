package io.lameduck.dropwizard;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import io.lameduck.Lameduck;
import io.lameduck.spi.Hold;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An application as Dropwizard's documentation would write it. */
final class Orders extends Application<Configuration> {
  final Hold hold = new Hold();
  final List<String> happened = new CopyOnWriteArrayList<>();
  volatile boolean connected = true;
  volatile Throwable failure;
  private final LameduckBundle bundle;
  private volatile Server jetty;

  Orders(LameduckBundle bundle) {
    this.bundle = bundle;
  }

  @Override
  public void initialize(Bootstrap<Configuration> bootstrap) {
    bootstrap.addBundle(bundle);
  }

  @Override
  public void run(Configuration configuration, Environment environment) {
    environment.jersey().register(new Resource());
    environment.healthChecks().register("database", new Database());
    environment.lifecycle().addServerLifecycleListener(started -> jetty = started);
    environment
        .lifecycle()
        .manage(
            new Managed() {
              @Override
              public void stop() {
                happened.add("managed stopped in " + service().phase());
              }
            });
  }

  /** Instead of ending the JVM. */
  @Override
  protected void onFatalError(Throwable t) {
    failure = t;
  }

  Lameduck service() {
    return bundle.lameduck().orElseThrow();
  }

  Server jetty() {
    return jetty;
  }

  int port() {
    return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
  }

  int adminPort() {
    return ((ServerConnector) jetty.getConnectors()[1]).getLocalPort();
  }

  @Path("/")
  public final class Resource {
    @GET
    public String hello() {
      return "hello";
    }

    @GET
    @Path("held")
    public String held() {
      hold.pass();
      return "held";
    }
  }

  private final class Database extends HealthCheck {
    @Override
    protected Result check() {
      return connected ? Result.healthy() : Result.unhealthy("connection refused");
    }
  }
}
