package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A port where connections are accepted and held, until it is cut. Any thread. */
final class Dependency {
  private final int port = FreePort.choose();
  private final Set<Socket> held = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket listener;

  private Dependency() {}

  static Dependency start() {
    Dependency dependency = new Dependency();
    dependency.restore();
    return dependency;
  }

  int port() {
    return port;
  }

  /** Accepts connections, from the return of this method on. */
  synchronized void restore() {
    try {
      ServerSocket open = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      listener = open;
      Thread thread = new Thread(() -> accept(open), "dependency");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket open) {
    try {
      while (!open.isClosed()) {
        held.add(open.accept());
      }
    } catch (IOException e) {
      // cut() has closed the listener.
    }
  }

  /** Refuses connections, and closes those it holds. */
  synchronized void cut() {
    close(listener);
    held.forEach(Dependency::close);
    held.clear();
  }

  private static void close(@Nullable Closeable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
