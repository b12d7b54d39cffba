package io.lameduck.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What an orchestrator tells of the end of this process; immutable.
 *
 * @param reason why, in one word of its own such as {@code EvictionByEvictionAPI}, or empty: up to
 *     64 letters, digits and underscores. A tag of a meter, so there are few of them
 * @param left the time from this notice to SIGKILL; empty if that is not known
 * @param precision by how much that may be wrong, either way
 * @since 0.1.0
 */
public record TerminationNotice(String reason, Optional<Duration> left, Duration precision) {
  private static final int LONGEST_REASON = 64;
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Refuses null, and what cannot be.
   *
   * @throws IllegalArgumentException if the reason is no such word, or a time is negative or longer
   *     than a year
   */
  public TerminationNotice {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(left, "left");
    Objects.requireNonNull(precision, "precision");
    require(
        reason.length() <= LONGEST_REASON && reason.chars().allMatch(TerminationNotice::isWord),
        "reason");
    require(isPossible(precision), "precision");
    require(left.isEmpty() || isPossible(left.get()), "left");
  }

  private static boolean isWord(int character) {
    return character < 128 && (Character.isLetterOrDigit(character) || character == '_');
  }

  private static boolean isPossible(Duration time) {
    return !time.isNegative() && time.compareTo(LONGEST) <= 0;
  }

  private static void require(boolean possible, String name) {
    if (!possible) {
      throw new IllegalArgumentException(
          name + " (expected: a word of up to 64 characters, times from 0 to a year)");
    }
  }
}
