package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** How a client sets up its socket before it connects. */
record SocketSetup(Duration patience, boolean slowReader) {
  /** So little that a server has to wait for the reader, and not only its kernel. */
  private static final int SMALL_WINDOW_BYTES = 16 * 1024;

  static SocketSetup of(Clients clients, Dialer dialer) {
    return new SocketSetup(dialer.patience(), clients.kind() == ClientKind.LARGE);
  }

  void apply(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    if (slowReader) {
      socket.setReceiveBufferSize(SMALL_WINDOW_BYTES);
    }
  }
}
