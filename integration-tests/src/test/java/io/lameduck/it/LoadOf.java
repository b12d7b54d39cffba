package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.FRESH;
import static io.lameduck.rehearsal.model.ClientKind.IDLE;
import static io.lameduck.rehearsal.model.ClientKind.KEPT_ALIVE;
import static io.lameduck.rehearsal.model.ClientKind.SLOW;
import static io.lameduck.rehearsal.model.ClientKind.STREAMING;
import static io.lameduck.rehearsal.model.ClientKind.UPLOAD;

import io.lameduck.rehearsal.model.Clients;
import java.util.List;

/** The clients of these tests. */
final class LoadOf {
  /**
   * A lock: the clients of two rehearsals at once would wait for the processor, and a connection
   * that is used a second too late has been closed.
   */
  static final String ONE_AT_A_TIME = "load";

  private LoadOf() {}

  static List<Clients> everyKindOfHttp11() {
    return List.of(
        Clients.of(KEPT_ALIVE, 24),
        Clients.of(IDLE, 30),
        Clients.of(FRESH, 10),
        Clients.of(SLOW, 10),
        Clients.of(UPLOAD, 8),
        Clients.of(STREAMING, 6));
  }
}
