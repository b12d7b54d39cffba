package io.lameduck.rehearsal.load;

import java.net.Socket;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/** Learns which connection the client library has taken for a request that is tagged with it. */
final class Attempt {
  /** Tells every attempt of a client. */
  static final EventListener LISTENER =
      new EventListener() {
        @Override
        public void connectionAcquired(Call call, Connection connection) {
          Attempt attempt = call.request().tag(Attempt.class);
          if (attempt != null) {
            attempt.socket = connection.socket();
          }
        }
      };

  private volatile @Nullable Socket socket;

  /** The pod it went to; empty if it went nowhere. */
  String pod() {
    return socket instanceof DialedSocket dialed ? dialed.pod() : "";
  }

  /** Whether the server has ended its connection. */
  boolean isDisconnected() {
    return socket instanceof DialedSocket dialed && dialed.isEnded();
  }
}
