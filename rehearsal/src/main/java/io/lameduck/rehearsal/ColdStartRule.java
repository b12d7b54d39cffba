package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much slower new pods may be than pods in the steady state.
 *
 * @param maxRatio of the 99th percentiles; infinite for no limit
 */
record ColdStartRule(double maxRatio) {
  /** New pods may be as slow as they like. */
  static final ColdStartRule NONE = new ColdStartRule(Double.POSITIVE_INFINITY);

  private static final String NO_NEW_POD =
      "The cold start is unknown: no pod that was started under load was asked by clients that wait"
          + " for nothing but the answer.";

  ColdStartRule {
    if (!(maxRatio >= 1)) {
      throw new IllegalArgumentException(
          "maxColdStartRatio: " + maxRatio + " (expected: a number >= 1)");
    }
  }

  /** The same verdict, with one more reason if new pods were too slow, or if that is unknown. */
  Verdict applyTo(Verdict verdict, ColdStarts coldStarts) {
    if (maxRatio == Double.POSITIVE_INFINITY) {
      return verdict;
    }
    List<String> reasons = new ArrayList<>(verdict.reasons());
    reason(coldStarts).ifPresent(reasons::add);
    return new Verdict(reasons);
  }

  private Optional<String> reason(ColdStarts coldStarts) {
    return coldStarts.ofNewPods().map(this::reason).orElse(Optional.of(NO_NEW_POD));
  }

  private Optional<String> reason(ColdStart newPods) {
    OptionalDouble ratio = newPods.ratio();
    if (!newPods.conclusive() || ratio.isEmpty()) {
      return Optional.of(tooFew(newPods));
    }
    return ratio.getAsDouble() > maxRatio
        ? Optional.of(tooSlow(newPods, ratio.getAsDouble()))
        : Optional.empty();
  }

  private static String tooFew(ColdStart newPods) {
    return String.format(
        Locale.ROOT,
        "The cold start is unknown: %,d first requests to new pods and %,d in the steady state are"
            + " too few to compare (expected: 1,000 of each, of the same kinds of clients); let"
            + " more clients ask, or for longer.",
        newPods.requests(),
        newPods.steadyRequests());
  }

  private String tooSlow(ColdStart newPods, double ratio) {
    return String.format(
        Locale.ROOT,
        "New pods were slow: 99 %% of their first requests were answered within %s, in the steady"
            + " state within %s: %.1f times as long (allowed: %s times).",
        millis(newPods.first()),
        millis(newPods.steady()),
        ratio,
        maxRatio);
  }

  private static String millis(Latency latency) {
    Duration p99 = latency.p99();
    return String.format(Locale.ROOT, "%,.1f ms", p99.toNanos() / 1e6);
  }
}
