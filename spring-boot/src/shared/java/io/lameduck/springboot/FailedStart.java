package io.lameduck.springboot;

import io.lameduck.internal.adapter.FailureMessage;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Leaves the reason as the termination message where an application fails before its context has
 * been refreshed. Where it fails later, {@link SpringService} leaves it when it has drained; what
 * fails because of a shutdown is no reason.
 */
final class FailedStart implements ApplicationListener<SpringApplicationEvent> {
  private volatile boolean started;

  FailedStart() {}

  @Override
  public void onApplicationEvent(SpringApplicationEvent event) {
    if (event instanceof ApplicationStartedEvent) {
      started = true;
    } else if (event instanceof ApplicationFailedEvent failed && !started && isOurs(failed)) {
      FailureMessage.leave(failed.getException());
    }
  }

  private static boolean isOurs(ApplicationFailedEvent failed) {
    ConfigurableApplicationContext context = failed.getApplicationContext();
    return context == null
        || (!context.isActive()
            && context.getEnvironment().getProperty("lameduck.enabled", Boolean.class, true));
  }
}
