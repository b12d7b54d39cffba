package com.linecorp.armeria.server;

import java.time.Duration;

/**
 * What Armeria does for each request to know when it is idle, as {@code HttpServerHandler} calls
 * it. It refuses nobody. Its class is package-private, hence this one in its package.
 */
public final class ArmeriaGate {
  private final GracefulShutdownSupport support =
      GracefulShutdownSupport.create(Duration.ofSeconds(1), Runnable::run);

  public void enter() {
    support.inc();
  }

  public void leave() {
    support.dec();
  }
}
