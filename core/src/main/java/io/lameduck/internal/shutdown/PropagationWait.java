package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.text.DurationText;
import io.lameduck.internal.work.Arrivals;
import io.lameduck.internal.work.SilenceModel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The wait of {@link Phase#LAME_DUCK}: until the endpoint change has reached every client. It lasts
 * at least the propagation delay, goes on while new connections still arrive or may be waiting
 * outside, ends with a quiet period, and never exceeds its maximum; it may end before the delay
 * once the silence is conclusive.
 */
final class PropagationWait implements Wait {
  /**
   * A shorter silence proves nothing: a pause of the garbage collector or a throttled CPU at the
   * client keeps all connections away at once, so they are not as independent as assumed. For those
   * of this process see {@link Standstill}.
   */
  private static final long MIN_SILENCE = Duration.ofMillis(500).toNanos();

  private final Settings settings;
  private final Arrivals arrivals;
  private final BooleanSupplier congested;
  private final long start;
  private final Deadline cutoff;
  private final Standstill standstill;
  private volatile boolean hurried;
  private OptionalLong congestedAt = OptionalLong.empty();

  /**
   * @param congested whether clients may be waiting that have not arrived; asked when the silence
   *     would end the wait
   * @param start when the endpoint change began to propagate: the signal, or a preStop before it
   * @param cutoff when the drain has to begin, however many clients still come
   */
  PropagationWait(
      Settings settings,
      Arrivals arrivals,
      BooleanSupplier congested,
      long start,
      Deadline cutoff) {
    this.settings = settings;
    this.arrivals = arrivals;
    this.congested = congested;
    this.start = start;
    this.cutoff = cutoff;
    this.standstill = new Standstill(signal());
  }

  /** Ends the wait, even if clients still connect. */
  void hurry() {
    hurried = true;
  }

  @Override
  public Optional<EndReason> ended(long now) {
    if (hurried || settings.propagationMax().isZero()) {
      return Optional.of(EndReason.SKIPPED);
    }
    standstill.look(now);
    Optional<EndReason> silence = silence(now);
    if (silence.isPresent() && !isCongested(now)) {
      return silence;
    } else if (reached(max(), now)) {
      return Optional.of(EndReason.MAX);
    }
    return cutoff.passed(now) ? Optional.of(EndReason.DEADLINE) : Optional.empty();
  }

  private Optional<EndReason> silence(long now) {
    if (reached(conclusive(), now)) {
      return Optional.of(EndReason.CONCLUSIVE);
    }
    return reached(quiet(), now) ? Optional.of(quietOrSparse()) : Optional.empty();
  }

  private EndReason quietOrSparse() {
    return SparseTraffic.isIn(settings, arrivals) ? EndReason.SPARSE : EndReason.QUIET;
  }

  /** Clients that had to wait will connect as soon as they can, so the quiet period begins anew. */
  private boolean isCongested(long now) {
    boolean found = congested.getAsBoolean();
    if (found) {
      congestedAt = OptionalLong.of(now);
    }
    return found;
  }

  @Override
  public long lookAgainAt(long now) {
    return mayEndEarly() ? Math.min(end(), standstill.nextLook()) : end();
  }

  /** When it ends if nobody comes any more. */
  private long end() {
    return Math.min(Math.min(quiet(), conclusive()), Math.min(max(), cutoff.nanos()));
  }

  @Override
  public String progress(long now) {
    return "lame-duck: "
        + arrivals.lateConnections()
        + " new connections, silent for "
        + DurationText.seconds(now - silentSince())
        + (congestedAt.isPresent() ? " (others had to wait for the server), " : ", ")
        + DurationText.seconds(Math.max(0, end() - now))
        + " left if it stays so";
  }

  /** The delay has passed, and the quiet period since the last new connection. */
  private long quiet() {
    return Math.max(
        start + settings.propagationDelay().toNanos(),
        silentSince() + settings.quietPeriod().toNanos());
  }

  private long silentSince() {
    return Math.max(arrivals.silentSince(), congestedAt.orElse(Long.MIN_VALUE));
  }

  private long conclusive() {
    long byTheModel = arrivals.conclusiveAt();
    if (!mayEndEarly() || byTheModel == SilenceModel.NEVER) {
      return SilenceModel.NEVER;
    }
    long silence = Math.max(byTheModel, silentSince() + MIN_SILENCE) + standstill.unseen();
    return Math.max(start + settings.propagationMin().toNanos(), silence);
  }

  /** The clients' silence is not their own if they could not connect, or were not heard. */
  private boolean mayEndEarly() {
    return settings.endsEarly() && congestedAt.isEmpty() && !standstill.found();
  }

  /** Counted from {@link #start}, but a long preStop sleep must not use up the quiet period. */
  private long max() {
    long max = settings.propagationMax().toNanos();
    return Math.max(start + max, signal() + Math.min(max, settings.quietPeriod().toNanos()));
  }

  private long signal() {
    return start + settings.preStopSleep().toNanos();
  }

  private static boolean reached(long moment, long now) {
    return now >= moment;
  }
}
