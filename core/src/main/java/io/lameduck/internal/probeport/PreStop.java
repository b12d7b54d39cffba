package io.lameduck.internal.probeport;

import java.util.concurrent.CompletionStage;

/** What a preStop call asks for. */
@FunctionalInterface
public interface PreStop {
  /**
   * Begins the shutdown, or joins the one that has begun; returns at once.
   *
   * @return completes when the lame duck is over, with the word why
   */
  CompletionStage<String> begin();
}
