package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.Trigger;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.process.CallResult;
import io.lameduck.spi.Server;

/**
 * {@link Phase#LAME_DUCK}: tells the servers and the sources, and waits until the endpoint change
 * has reached every client. A shutdown that came while the service was being started first waits
 * for the step that is under way, and then for nobody: no client knows the service yet.
 */
final class LameDuck implements Stage {
  private final ServiceParts service;
  private final Account account;
  private final boolean starting;
  private final PropagationWait wait;

  /**
   * @param starting whether the service was still being started
   */
  LameDuck(ServiceParts service, Account account, boolean starting) {
    Settings settings = service.settings();
    long notified = account.start() - settings.preStopSleep().toNanos();
    this.service = service;
    this.account = account;
    this.starting = starting;
    this.wait =
        new PropagationWait(
            settings, service.arrivals(), service.servers()::congested, notified, account.drain());
  }

  @Override
  public Phase phase() {
    return Phase.LAME_DUCK;
  }

  @Override
  public EndReason run() {
    if (!service.startSteps().awaitStep(service.time(), account.drain())) {
      service.logWriter().warn("unfinished start " + CallResult.ABANDONED);
      account.startAbandoned();
    }
    service.servers().each("lame-duck", Server::lameDuck, account.drain());
    service.sources().stop(account.drain());
    return isAwaited() ? awaitPropagation() : EndReason.SKIPPED;
  }

  private EndReason awaitPropagation() {
    SparseTraffic.line(service.settings(), service.arrivals())
        .ifPresent(line -> service.logWriter().info(line));
    return service.waiting().until(wait, () -> {});
  }

  /** Ends the wait: a person does not want to wait for it. */
  void hurry() {
    wait.hurry();
    service.bell().ring();
  }

  /** Whether clients have to learn of the shutdown before the listeners may close. */
  private boolean isAwaited() {
    Trigger trigger = account.cause().trigger();
    boolean propagates = trigger != Trigger.SIGINT && trigger != Trigger.STOP;
    return propagates && !starting && service.hasClients();
  }
}
