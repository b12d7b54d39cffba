package io.lameduck.spi;

import java.util.concurrent.CompletionStage;

/** What a preStop call asks for. */
@FunctionalInterface
public interface PreStop {
  /**
   * Begins the lame duck, or joins the one that has begun; returns at once.
   *
   * @return completes when the lame duck is over, with the word why
   */
  CompletionStage<String> begin();
}
