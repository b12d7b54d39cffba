package io.lameduck.rehearsal.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A server that treats every connection as a script says, one after the other. */
final class FaultyServer implements Closeable {
  /** What the server does with one connection; it is closed in order at the end. */
  @FunctionalInterface
  interface Script {
    void play(Peer client) throws IOException;
  }

  private final ServerSocket listener;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> loop;
  private final @Nullable String tls;

  private FaultyServer(Script script, @Nullable String tls) throws IOException {
    this.tls = tls;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.loop = thread.submit(() -> serve(script));
  }

  static FaultyServer playing(Script script) throws IOException {
    return new FaultyServer(script, null);
  }

  /** The same over this version of TLS, with the handshake done before the script begins. */
  static FaultyServer playingOver(String tls, Script script) throws IOException {
    return new FaultyServer(script, tls);
  }

  private void serve(Script script) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        script.play(tls == null ? new Peer(socket) : Peer.over(tls, socket));
      } catch (IOException e) {
        // The client went away, or the listener was closed: on to the next, or to the end.
      }
    }
  }

  Endpoint endpoint() {
    return new Endpoint("faulty", listener.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listener.close();
    loop.cancel(true);
    thread.shutdown();
  }
}
