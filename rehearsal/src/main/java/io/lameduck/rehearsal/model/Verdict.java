package io.lameduck.rehearsal.model;

import java.util.List;

/**
 * Whether a rehearsal passed.
 *
 * @param reasons why it did not, each a sentence; empty if it passed
 */
public record Verdict(List<String> reasons) {
  public Verdict {
    reasons = List.copyOf(reasons);
  }

  /** Whether there is no reason why not. */
  public boolean passed() {
    return reasons.isEmpty();
  }
}
