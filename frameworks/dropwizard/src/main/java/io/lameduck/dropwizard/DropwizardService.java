package io.lameduck.dropwizard;

import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.internal.adapter.FailureMessage;
import io.lameduck.servlet.jetty.JettyServer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The life of Dropwizard's Jetty as that of a service. */
final class DropwizardService implements LifeCycle.Listener {
  private final Consumer<LameduckBuilder> customizer;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private volatile @Nullable JettyServer adapter;
  private volatile @Nullable Lameduck lameduck;

  DropwizardService(Consumer<LameduckBuilder> customizer) {
    this.customizer = customizer;
  }

  Optional<Lameduck> lameduck() {
    return Optional.ofNullable(lameduck);
  }

  /** Jetty has all its connectors and handlers. Its own hook would stop it while it serves. */
  @Override
  public void lifeCycleStarting(LifeCycle starting) {
    Server jetty = (Server) starting;
    jetty.setStopAtShutdown(false);
    adapter = JettyServer.of(jetty);
  }

  /** What this throws fails the start of Jetty, and Dropwizard stops it again. */
  @Override
  public void lifeCycleStarted(LifeCycle started) {
    LameduckBuilder builder = Lameduck.builder().serve(Objects.requireNonNull(adapter));
    customizer.accept(builder);
    lameduck = builder.closeLast("dropwizard", () -> stop((Server) started)).start();
  }

  /** Drains where somebody else stops Jetty; when the library does, nothing is left to drain. */
  @Override
  public void lifeCycleStopping(LifeCycle jetty) {
    Lameduck service = lameduck;
    if (service != null && stopping.compareAndSet(false, true)) {
      service.stop();
    }
  }

  /**
   * While Jetty is being started it cannot be stopped; the process ends then, or the start fails.
   */
  private void stop(Server jetty) throws Exception {
    if (lameduck != null && stopping.compareAndSet(false, true)) {
      waitForNothing(jetty);
      jetty.stop();
    }
  }

  /** Jetty would wait for requests that have been cut. */
  private static void waitForNothing(Server jetty) {
    jetty.setStopTimeout(0);
    if (jetty.getThreadPool() instanceof QueuedThreadPool threads) {
      threads.setStopTimeout(0);
    }
  }

  @Override
  public void lifeCycleFailure(LifeCycle jetty, Throwable failure) {
    if (lameduck == null) {
      FailureMessage.leave(failure);
    }
  }
}
