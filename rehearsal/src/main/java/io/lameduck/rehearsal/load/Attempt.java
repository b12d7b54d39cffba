package io.lameduck.rehearsal.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Learns which connection the client library has taken for a request that is tagged with it. */
final class Attempt {
  /** Tells every attempt of a client. */
  static final EventListener LISTENER = new Listener();

  private volatile @Nullable DialedSocket socket;
  private volatile boolean securing;
  private volatile boolean secure;

  /** The pod it went to; empty if it went nowhere. */
  String pod() {
    DialedSocket dialed = socket;
    return dialed == null ? "" : dialed.pod();
  }

  /** Whether the server has ended its connection. */
  boolean isDisconnected() {
    DialedSocket dialed = socket;
    return dialed != null && dialed.isEnded();
  }

  /** Whether the client has ended its connection, because the server did not read. */
  boolean isExpired() {
    DialedSocket dialed = socket;
    return dialed != null && dialed.isExpired();
  }

  /** Whether a TLS handshake was begun for it and has not succeeded. */
  boolean isSecuring() {
    return securing;
  }

  /** Whether it took a connection over TLS. */
  boolean isSecure() {
    return secure;
  }

  /** Told on the thread that connects. */
  private static final class Listener extends EventListener {
    private static @Nullable Attempt of(Call call) {
      return call.request().tag(Attempt.class);
    }

    @Override
    public void secureConnectStart(Call call) {
      Attempt attempt = of(call);
      if (attempt != null) {
        attempt.securing = true;
      }
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
      Attempt attempt = of(call);
      if (attempt != null) {
        attempt.securing = false;
      }
    }

    /** No connection is told of, neither one that was not made nor one that failed at once. */
    @Override
    public void connectFailed(
        Call call,
        InetSocketAddress address,
        Proxy proxy,
        @Nullable Protocol protocol,
        IOException failure) {
      Attempt attempt = of(call);
      if (attempt != null) {
        attempt.socket = DialedSockets.latestOfThread();
      }
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
      Attempt attempt = of(call);
      if (attempt != null) {
        attempt.socket = TlsSockets.below(connection.socket());
        attempt.secure = connection.handshake() != null;
      }
    }
  }
}
