package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import java.util.List;

/** What clients of each kind ask with. */
final class UserAgents {
  private UserAgents() {}

  /** Those of one client: as many as it asks at a time. */
  static List<? extends UserAgent> of(Clients clients, Dialer dialer) {
    return switch (clients.kind()) {
      case KEPT_ALIVE, IDLE, FRESH, BURST, SLOW, UPLOAD, STREAMING, LARGE ->
          List.of(new HttpAgent(dialer, clients));
      case PIPELINING -> List.of(new PipeliningAgent(dialer, clients));
      case HTTP2 -> Http2Agent.lanes(dialer, clients);
      case GRPC, GRPC_STREAMING -> GrpcAgent.lanes(dialer, clients);
      case WEBSOCKET -> List.of(new WebSocketAgent(dialer, clients));
    };
  }
}
