package io.lameduck.it.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Scrapes the metrics of a pod until it is gone, and keeps the last answer. */
final class LastScrape implements AutoCloseable {
  private static final long PERIOD_MILLIS = 200;

  private final ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
  private volatile Scrape last = new Scrape("");

  private LastScrape() {}

  static LastScrape of(Namespace namespace, String pod, int port) {
    LastScrape scrape = new LastScrape();
    scrape.scraper.scheduleWithFixedDelay(
        () -> scrape.ask(namespace, pod, port), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return scrape;
  }

  private void ask(Namespace namespace, String pod, int port) {
    try {
      last = Scrape.of(namespace, pod, port);
    } catch (KubernetesClientException e) {
      // It is about to end, or has: the last one stands.
    }
  }

  /** The value of a meter without labels. */
  double value(String meter) {
    return last.value(meter);
  }

  @Override
  public void close() {
    scraper.shutdownNow();
  }
}
