package io.lameduck.examples.bluegreen;

import io.lameduck.Lameduck;
import io.lameduck.micrometer.LameduckMetrics;
import io.lameduck.servlet.jetty.JettyServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that tells whether it is idle, by its metrics, and logs in JSON. */
public final class BlueGreen {
  private static final Logger log = LoggerFactory.getLogger(BlueGreen.class);

  private BlueGreen() {}

  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler( // which would print a stack trace of many lines
        (thread, error) -> log.error("thread {} has died", thread.getName(), error));
    Lameduck.guard(BlueGreen::start); // what it throws becomes the termination message
  }

  private static void start() throws IOException {
    Server jetty = new Server(port("PORT", "8080"));
    jetty.setHandler(new ColourHandler(System.getenv().getOrDefault("COLOUR", "no colour")));
    Lameduck lameduck = Lameduck.builder().serve(JettyServer.of(jetty)).start();
    tell(lameduck, port("METRICS_PORT", "9090"));
  }

  /** At a port of its own, which is never closed: the last seconds tell the most. */
  private static void tell(Lameduck lameduck, int port) throws IOException {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new LameduckMetrics(lameduck).bindTo(meters);
    HTTPServer.builder().port(port).registry(meters.getPrometheusRegistry()).buildAndStart();
  }

  private static int port(String setting, String otherwise) {
    return Integer.parseInt(System.getenv().getOrDefault(setting, otherwise));
  }
}
