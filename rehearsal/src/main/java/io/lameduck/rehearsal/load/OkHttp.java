package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.wire.AnyCertificate;
import java.io.IOException;
import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp as one client of a service in a cluster: it never tries again by itself. */
final class OkHttp {
  /** Resolves to this machine without a DNS; where it connects to is the dialer's business. */
  private static final String ANYWHERE = "://127.0.0.1";

  /** The library offers HTTP/2 only beside HTTP/1.1; the callers check which was chosen. */
  private static final List<Protocol> HTTP2_BY_ALPN = List.of(Protocol.HTTP_2, Protocol.HTTP_1_1);

  private OkHttp() {}

  /** A client of HTTP/2: by prior knowledge, and over TLS by ALPN. */
  static OkHttpClient http2(Dialer dialer, boolean tls) {
    List<Protocol> protocols = tls ? HTTP2_BY_ALPN : List.of(Protocol.H2_PRIOR_KNOWLEDGE);
    return client(dialer, tls, protocols, new DialedSockets(dialer));
  }

  static OkHttpClient http11(Dialer dialer, boolean tls, DialedSockets sockets) {
    return client(dialer, tls, List.of(Protocol.HTTP_1_1), sockets);
  }

  private static OkHttpClient client(
      Dialer dialer, boolean tls, List<Protocol> protocols, DialedSockets sockets) {
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .protocols(protocols)
            .socketFactory(sockets)
            .connectionPool(new ConnectionPool())
            .eventListener(Attempt.LISTENER)
            .addNetworkInterceptor(OkHttp::once)
            .retryOnConnectionFailure(false)
            .fastFallback(false)
            .followRedirects(false)
            .connectTimeout(dialer.patience())
            .readTimeout(dialer.patience())
            .writeTimeout(dialer.patience());
    return tls ? secure(client) : client.build();
  }

  private static OkHttpClient secure(OkHttpClient.Builder client) {
    return client
        .sslSocketFactory(new TlsSockets(), new AnyCertificate())
        .hostnameVerifier((host, session) -> true)
        .build();
  }

  /** A 503 that says {@code Retry-After: 0} would be asked for again, and never be seen. */
  private static Response once(Interceptor.Chain chain) throws IOException {
    return chain.proceed(chain.request()).newBuilder().removeHeader("Retry-After").build();
  }

  /** Where a client asks. */
  static String origin(Clients clients) {
    return (clients.tls() ? "https" : "http") + ANYWHERE;
  }

  /** A request that can be told where it went. */
  static Request.Builder request(Clients clients, String target, Attempt attempt) {
    return new Request.Builder().url(origin(clients) + target).tag(Attempt.class, attempt);
  }
}
