package io.lameduck.it.kube;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer of a pod that was asked for its metrics. */
record Scrape(String text) {
  static Scrape of(Namespace namespace, String pod, int port) {
    return new Scrape(namespace.get(pod, port, "/metrics"));
  }

  /** The value of a meter without labels. */
  double value(String meter) {
    Matcher matcher = Pattern.compile("(?m)^" + meter + " (\\S+)$").matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + meter + " in the scrape:\n" + text);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
