package io.lameduck.it.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scrapes the metrics of a pod until it is gone, and keeps the last answer. */
final class LastScrape implements AutoCloseable {
  private static final long PERIOD_MILLIS = 200;

  private final ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
  private volatile String answer = "";

  private LastScrape() {}

  static LastScrape of(Namespace namespace, String pod, int port) {
    LastScrape scrape = new LastScrape();
    scrape.scraper.scheduleWithFixedDelay(
        () -> scrape.ask(namespace, pod, port), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return scrape;
  }

  private void ask(Namespace namespace, String pod, int port) {
    try {
      answer = namespace.get(pod, port, "/metrics");
    } catch (KubernetesClientException e) {
      // It is about to end, or has: the last answer stands.
    }
  }

  /** The value of a meter without labels. */
  double value(String meter) {
    Matcher matcher = Pattern.compile("(?m)^" + meter + " (\\S+)$").matcher(answer);
    if (!matcher.find()) {
      throw new AssertionError("no " + meter + " in the last scrape:\n" + answer);
    }
    return Double.parseDouble(matcher.group(1));
  }

  @Override
  public void close() {
    scraper.shutdownNow();
  }
}
