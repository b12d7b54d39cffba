package io.lameduck;

import io.lameduck.spi.Server;
import java.time.Duration;
import java.util.List;

/**
 * {@link Phase#DRAINING}: closes the listeners, waits for the work in flight and the connections,
 * and cuts what is left when time is up. Its data is what it had to cut.
 */
final class Draining {
  private final Service service;
  private final Servers servers;
  private final Deadline cutoff;
  private volatile Cut cut = new Cut(0, List.of());

  /** What was cut off: how much, and the oldest of it. */
  record Cut(long count, List<WorkInFlight> oldest) {}

  /**
   * @param cutoff when what remains is cut: the deadline less the close reserve
   */
  Draining(Service service, Servers servers, Deadline cutoff) {
    this.service = service;
    this.servers = servers;
    this.cutoff = cutoff;
  }

  EndReason run(Waiting waiting) {
    Duration linger = service.settings().idleLinger();
    servers.each(Server::stopAccepting);
    service.connections().becameIdle();
    servers.each(server -> server.closeIdle(linger));
    service.inFlight().watch();
    DrainWait wait = new DrainWait(service.inFlight(), service.connections(), linger, cutoff);
    EndReason end = waiting.until(wait);
    if (end == EndReason.DEADLINE) {
      cutOff();
    }
    servers.each(Server::close);
    return end;
  }

  /** Gives up what is in flight, whatever phase it is. */
  void cutOff() {
    InFlight inFlight = service.inFlight();
    cut = new Cut(inFlight.count(), inFlight.list(ShutdownReport.MOST_CUT_SHOWN));
    inFlight.close();
  }

  Cut cut() {
    return cut;
  }
}
