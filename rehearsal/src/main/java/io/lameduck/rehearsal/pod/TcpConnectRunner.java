package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.TcpConnect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection that succeeds, and is closed at once. */
record TcpConnectRunner(TcpConnect connect) implements HandlerRunner {
  @Override
  public void handle(Container container, Caller caller, Duration timeout) throws HandlerFailed {
    int number = container.ports().of(connect.port());
    try (Socket socket = new Socket()) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
      socket.connect(address, Math.toIntExact(timeout.toMillis()));
    } catch (IOException e) {
      throw new HandlerFailed("port " + number + ": " + e.getMessage(), e);
    }
  }
}
