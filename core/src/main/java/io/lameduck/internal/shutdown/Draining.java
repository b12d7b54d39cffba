package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.spi.Server;
import java.time.Duration;

/**
 * {@link Phase#DRAINING}: closes the listeners, waits for the work in flight and the connections,
 * and cuts what is left when time is up.
 */
final class Draining implements Stage {
  private final ServiceParts service;
  private final Account account;
  private final Descriptions descriptions;

  Draining(ServiceParts service, Account account) {
    this.service = service;
    this.account = account;
    this.descriptions =
        new Descriptions(service.inFlight(), service.crew().calls(), service.time());
  }

  @Override
  public Phase phase() {
    return Phase.DRAINING;
  }

  @Override
  public EndReason run() {
    Deadline cutoff = account.cutoff();
    Duration linger = linger(cutoff);
    Servers servers = service.servers();
    servers.each("stop-accepting", Server::stopAccepting, cutoff);
    service.connections().becameIdle();
    servers.each("close-idle", server -> server.closeIdle(linger), cutoff);
    try {
      service.inFlight().watch();
      return service
          .waiting()
          .until(
              new DrainWait(
                  service.inFlight(), service.connections(), servers::open, linger, cutoff),
              this::look);
    } finally {
      descriptions.ask();
      account.cut().all(); // cuts nothing unless time was up or the wait failed
      account.closed(servers.close(account.end(), service.resources().size()));
    }
  }

  /** A deadline that was moved may leave less than the settings ask for. */
  private Duration linger(Deadline cutoff) {
    Duration asked = service.settings().idleLinger();
    Duration left = cutoff.remaining(service.time().nanos());
    return left.compareTo(asked) < 0 ? left : asked;
  }

  /** Once a second. */
  private void look() {
    descriptions.ask();
    account
        .cut()
        .exiting()
        .forEach(
            work -> service.logWriter().warn("not waited for: " + work + " called System.exit"));
  }
}
