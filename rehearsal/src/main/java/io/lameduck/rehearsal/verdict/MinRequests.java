package io.lameduck.rehearsal.verdict;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How many requests a rehearsal has to make.
 *
 * @param count how many; 0 for any number
 * @param maxSilence how long to wait for the next one
 */
public record MinRequests(long count, Duration maxSilence) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Far longer than a client waits for an answer to begin. */
  private static final Duration LONG_SILENCE = Duration.ofMinutes(1);

  /** Waits for a while. */
  @FunctionalInterface
  public interface Waiting {
    void pause(Duration time) throws InterruptedException;
  }

  /** With a silence so long that each client would have made a request meanwhile, if it could. */
  public static MinRequests of(long count, List<Clients> clients) {
    Duration longestPause =
        clients.stream().map(Clients::pause).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    return new MinRequests(count, LONG_SILENCE.plus(longestPause.multipliedBy(2)));
  }

  /** Waits until so many were made, or none for too long. */
  public void await(LongSupplier made, Waiting waiting) throws InterruptedException {
    long seen = made.getAsLong();
    Duration silence = Duration.ZERO;
    while (seen < count && silence.compareTo(maxSilence) < 0) {
      waiting.pause(BETWEEN_LOOKS);
      long now = made.getAsLong();
      silence = now > seen ? Duration.ZERO : silence.plus(BETWEEN_LOOKS);
      seen = now;
    }
  }

  /** The same verdict, with one more reason if there were too few. */
  public Verdict applyTo(Verdict verdict, Results results) {
    if (results.requests() >= count) {
      return verdict;
    }
    List<String> reasons = new ArrayList<>(verdict.reasons());
    reasons.add(
        String.format(
            Locale.ROOT,
            "Only %,d of %,d requests were made: then no request ended for %d s.",
            results.requests(),
            count,
            maxSilence.toSeconds()));
    return new Verdict(reasons);
  }
}
