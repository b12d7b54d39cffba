package io.lameduck.spi;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection of its own for one client, whatever it speaks. It is made at once; what the protocol
 * begins with, such as a handshake, comes with the first request, since a busy server lets a client
 * wait for it.
 */
public abstract class Client implements AutoCloseable {
  private final Counted socket;

  private Client(Counted socket) {
    this.socket = socket;
  }

  /** The number of times that bytes have gone out, be they of a handshake. */
  public final int sent() {
    return socket.writes.get();
  }

  /** Sends a request and waits for the complete response; its status. */
  public abstract int get(String path) throws IOException;

  /** A client that speaks HTTP/1.1. */
  public static Client http(int port) throws IOException {
    return new Client(connected(port)) {
      private Wire wire;

      @Override
      public int get(String path) throws IOException {
        wire = wire == null ? Wire.over(super.socket) : wire;
        return wire.get(path).reply().status();
      }
    };
  }

  /** A client that speaks HTTP/1.1 over TLS. */
  public static Client https(int port, SelfSigned certificate) throws IOException {
    return new Client(connected(port)) {
      private Wire wire;

      @Override
      public int get(String path) throws IOException {
        wire = wire == null ? Wire.over(certificate.over(super.socket)) : wire;
        return wire.get(path).reply().status();
      }
    };
  }

  /** A client that speaks HTTP/2 from the first byte. */
  public static Client http2(int port) throws IOException {
    return new Client(connected(port)) {
      private Http2Wire wire;

      @Override
      public int get(String path) throws IOException {
        wire = wire == null ? Http2Wire.over(super.socket) : wire;
        return wire.status(wire.get(path));
      }
    };
  }

  /** A client that speaks HTTP/2 over TLS. */
  public static Client http2(int port, SelfSigned certificate) throws IOException {
    return new Client(connected(port)) {
      private Http2Wire wire;

      @Override
      public int get(String path) throws IOException {
        wire = wire == null ? Http2Wire.over(certificate.over(super.socket, "h2")) : wire;
        return wire.status(wire.get(path));
      }
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static Counted connected(int port) throws IOException {
    return new Counted(port);
  }

  /** Written to by one thread at a time, the client's. */
  private static final class Counted extends Socket {
    private final AtomicInteger writes = new AtomicInteger();

    private Counted(int port) throws IOException {
      super(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
          writes.incrementAndGet();
        }
      };
    }
  }
}
