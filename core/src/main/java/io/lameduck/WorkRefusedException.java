package io.lameduck;

import java.util.concurrent.RejectedExecutionException;

/** Thrown to work that comes when the drain is over: nobody would wait for it any more. */
public final class WorkRefusedException extends RejectedExecutionException {
  private static final long serialVersionUID = 1;

  WorkRefusedException(String description) {
    super("refused: " + description + " (the drain is over; leave it to another instance)");
  }
}
