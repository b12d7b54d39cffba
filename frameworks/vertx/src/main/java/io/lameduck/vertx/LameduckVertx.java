package io.lameduck.vertx;

import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import java.time.Duration;
import java.util.Objects;

/**
 * Makes a Vert.x a service: all its servers are drained, whoever opens them and when, and it is
 * closed when the last request is out.
 *
 * <pre>{@code
 * Vertx vertx = LameduckVertx.start(Vertx.builder()); // in place of Vertx.vertx()
 * }</pre>
 *
 * <p>Not drained are HTTP/3 and servers that use the PROXY protocol: requests of the latter are cut
 * after the linger. In the drain no server can be opened.
 *
 * <p>The service has started when the first server listens; what else has to be there is a check of
 * the builder's.
 *
 * @since 0.1.0
 */
public final class LameduckVertx {
  private static final CheckSchedule OFTEN =
      CheckSchedule.defaults().withPeriod(Duration.ofMillis(200));

  private LameduckVertx() {}

  /**
   * Builds a Vert.x and starts the service, configured by the environment.
   *
   * @param vertx its transport is set here
   * @throws io.lameduck.ConfigurationException if a setting is wrong
   */
  public static Vertx start(VertxBuilder vertx) {
    return start(vertx, Lameduck.builder());
  }

  /**
   * The same with checks, resources and settings of the application's. For another transport than
   * NIO, or for the {@link Lameduck} that is started, see {@link VertxServer}.
   *
   * @throws io.lameduck.ConfigurationException if a setting is wrong
   */
  public static Vertx start(VertxBuilder vertx, LameduckBuilder service) {
    Objects.requireNonNull(vertx, "vertx");
    Objects.requireNonNull(service, "service");
    VertxServer server = VertxServer.create();
    Vertx built = vertx.withTransport(server.transport()).build();
    try {
      service
          .serve(server)
          .check(CheckKind.STARTUP, "vertx", server::isListening, OFTEN)
          .closeLast("vert.x", VertxServer.closing(built))
          .start();
    } catch (RuntimeException | Error e) {
      built.close();
      throw e;
    }
    return built;
  }
}
