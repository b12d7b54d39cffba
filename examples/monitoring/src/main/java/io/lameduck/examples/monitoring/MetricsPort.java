package io.lameduck.examples.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.Phase;
import io.lameduck.PhaseListener;
import io.lameduck.micrometer.LameduckMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the meters at a port of its own, which the library does not drain, and lets the process
 * end only when they were scraped once more.
 */
final class MetricsPort implements PhaseListener {
  /** So long the exit waits for a listener; twice the interval of the scrapes. */
  private static final long PATIENCE_MILLIS = 1000;

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";
  private static final Logger log = LoggerFactory.getLogger(MetricsPort.class);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CountDownLatch lastScrape = new CountDownLatch(1);
  private volatile boolean complete;

  private MetricsPort() {}

  static void open(int port, Lameduck lameduck) throws IOException {
    MetricsPort metrics = new MetricsPort();
    new LameduckMetrics(lameduck).bindTo(metrics.registry);
    lameduck.addListener(metrics); // after the meters, which listen too
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/metrics", metrics::scrape);
    server.start();
  }

  private void scrape(HttpExchange exchange) throws IOException {
    boolean last = complete; // before they are read, or it might miss the last of them
    byte[] meters = registry.scrape().getBytes(UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", TEXT_FORMAT);
      exchange.sendResponseHeaders(200, meters.length);
      exchange.getResponseBody().write(meters);
    }
    if (last) {
      lastScrape.countDown();
    }
  }

  @Override
  public void moved(Phase from, Phase to) {
    if (to == Phase.TERMINATED) {
      complete = true;
      awaitLastScrape();
    }
  }

  private void awaitLastScrape() {
    try {
      if (!lastScrape.await(PATIENCE_MILLIS, MILLISECONDS)) {
        log.warn("nobody scraped the meters of the end within {} ms", PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
