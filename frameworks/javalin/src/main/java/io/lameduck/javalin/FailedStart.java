package io.lameduck.javalin;

import io.lameduck.Lameduck;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves the reason as the termination message where Jetty does not start. */
final class FailedStart implements LifeCycle.Listener {
  private static final Logger log = LoggerFactory.getLogger(FailedStart.class);

  private volatile boolean started;

  @Override
  public void lifeCycleStarted(LifeCycle jetty) {
    started = true;
  }

  @Override
  public void lifeCycleFailure(LifeCycle jetty, Throwable failure) {
    if (!started) {
      leaveMessage(failure);
    }
  }

  /** Javalin throws the failure on. */
  private static void leaveMessage(Throwable failure) {
    try {
      Lameduck.guard(
          () -> {
            throw failure instanceof Exception exception ? exception : new Exception(failure);
          });
    } catch (Exception e) {
      log.debug("left as the termination message", e);
    }
  }
}
