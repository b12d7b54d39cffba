package io.lameduck.internal.shutdown;

import io.lameduck.internal.config.Settings;
import java.time.Duration;

/**
 * The moments by which the parts of a shutdown must be over, each of which keeps something back for
 * what follows. Counted back from SIGKILL, so that nobody adds times up.
 *
 * @param kill SIGKILL
 * @param exit the process must be gone: the exit margin is left
 * @param cutoff what is still in flight is cut: the close reserve is left
 * @param drain the drain begins, whoever still connects: the linger is left
 */
record Timetable(long kill, long exit, long cutoff, long drain) {
  /** What follows from the settings for a shutdown that begins at this moment. */
  static Timetable of(Settings settings, long start) {
    Duration left = settings.gracePeriod().minus(settings.preStopSleep());
    long kill = start + left.toNanos();
    long exit = kill - settings.exitMargin().toNanos();
    long cutoff = exit - settings.closeReserve().toNanos();
    return new Timetable(kill, exit, cutoff, cutoff - settings.idleLinger().toNanos());
  }

  /**
   * What follows from another moment of SIGKILL, learned now. The settings may not fit it: nothing
   * is kept back that is more than half of what remains.
   */
  static Timetable until(long kill, long now, Settings settings) {
    long exit = before(kill, settings.exitMargin(), now);
    long cutoff = before(exit, settings.closeReserve(), now);
    return new Timetable(kill, exit, cutoff, before(cutoff, settings.idleLinger(), now));
  }

  private static long before(long end, Duration reserve, long now) {
    return end - Math.min(reserve.toNanos(), Math.max(0, end - now) / 2);
  }
}
