package io.lameduck;

import java.time.Duration;
import java.util.Optional;

/**
 * The wait of {@link Phase#LAME_DUCK}: until the endpoint change has reached every client. It lasts
 * at least the propagation delay, goes on while new connections still arrive, ends with a quiet
 * period, and never exceeds its maximum; it may end before the delay once the silence is
 * conclusive.
 */
final class PropagationWait implements Wait {
  /**
   * No silence proves anything before: a collector's pause or a throttled CPU, here or at the
   * client, keeps all connections away at once, and they are not as independent as assumed.
   */
  private static final long LEAST_SILENCE = Duration.ofMillis(500).toNanos();

  private final Settings settings;
  private final Arrivals arrivals;
  private final long start;
  private final Deadline cutoff;

  /**
   * @param start when the endpoint change began to propagate: the signal, or a preStop before it
   * @param cutoff when the drain has to begin, however many clients still come
   */
  PropagationWait(Settings settings, Arrivals arrivals, long start, Deadline cutoff) {
    this.settings = settings;
    this.arrivals = arrivals;
    this.start = start;
    this.cutoff = cutoff;
  }

  @Override
  public Optional<EndReason> ended(long now) {
    if (settings.propagationMax().isZero()) {
      return Optional.of(EndReason.SKIPPED);
    } else if (reached(conclusive(), now)) {
      return Optional.of(EndReason.CONCLUSIVE);
    } else if (reached(quiet(), now)) {
      return Optional.of(EndReason.QUIET);
    } else if (reached(max(), now)) {
      return Optional.of(EndReason.MAX);
    }
    return cutoff.passed(now) ? Optional.of(EndReason.DEADLINE) : Optional.empty();
  }

  @Override
  public long lookAgainAt(long now) {
    return Math.min(Math.min(quiet(), conclusive()), Math.min(max(), cutoff.nanos()));
  }

  @Override
  public String progress(long now) {
    return "lame duck: "
        + arrivals.lateConnections()
        + " new connections, silent for "
        + Seconds.ofNanos(now - arrivals.silentSince())
        + ", "
        + Seconds.ofNanos(Math.max(0, lookAgainAt(now) - now))
        + " left if it stays so";
  }

  /** The delay has passed, and the quiet period since the last new connection. */
  private long quiet() {
    return Math.max(
        start + settings.propagationDelay().toNanos(),
        arrivals.silentSince() + settings.quietPeriod().toNanos());
  }

  private long conclusive() {
    Duration least = settings.propagationMin();
    if (least.compareTo(settings.propagationDelay()) >= 0) {
      return Long.MAX_VALUE;
    }
    long silence = Math.max(arrivals.conclusiveAt(), arrivals.silentSince() + LEAST_SILENCE);
    return Math.max(start + least.toNanos(), silence);
  }

  /** Counted from the beginning, but a long preStop sleep must not use up the quiet period. */
  private long max() {
    long max = settings.propagationMax().toNanos();
    long signal = start + settings.preStopSleep().toNanos();
    return Math.max(start + max, signal + Math.min(max, settings.quietPeriod().toNanos()));
  }

  private static boolean reached(long moment, long now) {
    return now >= moment;
  }
}
