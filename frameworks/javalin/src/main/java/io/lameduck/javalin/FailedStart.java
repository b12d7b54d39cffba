package io.lameduck.javalin;

import io.lameduck.internal.adapter.FailureMessage;
import org.eclipse.jetty.util.component.LifeCycle;

/** Leaves the reason as the termination message where Jetty does not start. */
final class FailedStart implements LifeCycle.Listener {
  private volatile boolean started;

  @Override
  public void lifeCycleStarted(LifeCycle jetty) {
    started = true;
  }

  @Override
  public void lifeCycleFailure(LifeCycle jetty, Throwable failure) {
    if (!started) {
      FailureMessage.leave(failure);
    }
  }
}
