package io.lameduck.rehearsal.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

  private static final String HTTP_1_1 = "http/1.1";

  /** So little that a client soon waits for its reader. */
  private static final int SMALL_WINDOW_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> loop;
  private final @Nullable String tls;
  private final String protocol;

  private FaultyServer(Script script, @Nullable String tls, String protocol) throws IOException {
    this.tls = tls;
    this.protocol = protocol;
    this.listener = new ServerSocket();
    this.listener.setReceiveBufferSize(SMALL_WINDOW_BYTES);
    this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.loop = thread.submit(() -> serve(script));
  }

  static FaultyServer playing(Script script) throws IOException {
    return new FaultyServer(script, null, "");
  }

  /** The same over this version of TLS, with the handshake done before the script begins. */
  static FaultyServer playingOver(String tls, Script script) throws IOException {
    return playingOver(tls, HTTP_1_1, script);
  }

  /** The same with a protocol that is chosen by ALPN. */
  static FaultyServer playingOver(String tls, String protocol, Script script) throws IOException {
    return new FaultyServer(script, tls, protocol);
  }

  private void serve(Script script) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        script.play(tls == null ? new Peer(socket) : Peer.over(tls, protocol, socket));
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
