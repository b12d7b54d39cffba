package io.lameduck.it.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Hands on what two sockets have to say to each other: bytes, half-closes and resets. */
record Relay(Socket client, Socket pod) implements AutoCloseable {
  void connect(InetSocketAddress address, int timeoutMillis) throws IOException {
    client.setTcpNoDelay(true);
    pod.setTcpNoDelay(true);
    pod.connect(address, timeoutMillis);
  }

  /** Returns when both directions have ended. */
  void run(Executor threads) {
    CompletableFuture<Void> there = CompletableFuture.runAsync(() -> pass(client, pod), threads);
    pass(pod, client);
    there.join();
  }

  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      reset();
    }
  }

  /** What has happened to the one happens to the other. */
  void reset() {
    try {
      client.setSoLinger(true, 0);
      pod.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    try (client;
        pod) {
      // Both, whatever becomes of the first.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
