package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** TCP alone. */
final class PlainTransport implements Transport {
  private final Endpoint endpoint;
  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;

  private PlainTransport(Endpoint endpoint, SocketChannel channel, Duration patience)
      throws IOException {
    this.endpoint = endpoint;
    this.channel = channel;
    this.in = new BufferedInputStream(channel.socket().getInputStream());
    this.out = new TimedOutput(channel.socket().getOutputStream(), channel, patience);
  }

  static PlainTransport open(Dialer dialer, SocketSetup setup) throws RequestFailed {
    try {
      return connect(dialer, setup, SocketChannel.open());
    } catch (IOException e) {
      throw new RequestFailed(FailureKind.UNREACHABLE, "", "no socket: " + e.getMessage(), e);
    }
  }

  private static PlainTransport connect(Dialer dialer, SocketSetup setup, SocketChannel channel)
      throws IOException, RequestFailed {
    try {
      setup.apply(channel.socket());
      Endpoint endpoint = dialer.dial(channel.socket()::connect);
      return new PlainTransport(endpoint, channel, dialer.patience());
    } catch (IOException | RequestFailed e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public boolean isStale() {
    try {
      channel.configureBlocking(false);
      int read = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return read != 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
