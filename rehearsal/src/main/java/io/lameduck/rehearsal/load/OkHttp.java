package io.lameduck.rehearsal.load;

import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/** OkHttp as one client of a service in a cluster: it never tries again by itself. */
final class OkHttp {
  /** Resolves to this machine without a DNS; where it connects to is the dialer's business. */
  private static final String ANYWHERE = "http://127.0.0.1";

  private OkHttp() {}

  static OkHttpClient client(Dialer dialer, Protocol protocol) {
    return new OkHttpClient.Builder()
        .protocols(List.of(protocol))
        .socketFactory(new DialedSockets(dialer))
        .connectionPool(new ConnectionPool())
        .eventListener(Attempt.LISTENER)
        .retryOnConnectionFailure(false)
        .fastFallback(false)
        .followRedirects(false)
        .connectTimeout(dialer.patience())
        .readTimeout(dialer.patience())
        .writeTimeout(dialer.patience())
        .build();
  }

  /** A request that can be told where it went. */
  static Request.Builder request(String target, Attempt attempt) {
    return new Request.Builder().url(ANYWHERE + target).tag(Attempt.class, attempt);
  }
}
