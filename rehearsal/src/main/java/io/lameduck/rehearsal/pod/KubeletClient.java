package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.wire.AnyCertificate;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What the kubelet asks with: a connection for each request, no proxy, no verification of a
 * certificate, nothing repeated. A call has a limit as a whole.
 */
final class KubeletClient {
  /** HTTP/1.1, and over TLS HTTP/2 where the server chooses it. */
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder()
          .sslSocketFactory(AnyCertificate.context().getSocketFactory(), new AnyCertificate())
          .hostnameVerifier((host, session) -> true)
          .proxy(Proxy.NO_PROXY)
          .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
          .addNetworkInterceptor(KubeletClient::asWritten)
          .retryOnConnectionFailure(false)
          .fastFallback(false)
          .followRedirects(false)
          .connectTimeout(Duration.ZERO)
          .readTimeout(Duration.ZERO)
          .writeTimeout(Duration.ZERO)
          .build();

  private static final OkHttpClient GRPC =
      HTTP.newBuilder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  private KubeletClient() {}

  static Call http(Request request, Duration atMost) {
    return limited(HTTP.newCall(request), atMost);
  }

  static Call grpc(Request request, Duration atMost) {
    return limited(GRPC.newCall(request), atMost);
  }

  private static Call limited(Call call, Duration atMost) {
    call.timeout().timeout(Math.max(1, atMost.toNanos()), TimeUnit.NANOSECONDS);
    return call;
  }

  /**
   * The library would ask for compression, and repeat a 503 that says {@code Retry-After: 0}. An
   * empty User-Agent is not sent at all.
   */
  private static Response asWritten(Interceptor.Chain chain) throws IOException {
    Request.Builder plain = chain.request().newBuilder();
    if (chain.call().request().header("Accept-Encoding") == null) {
      plain.removeHeader("Accept-Encoding");
    }
    if ("".equals(chain.request().header("User-Agent"))) {
      plain.removeHeader("User-Agent");
    }
    return chain.proceed(plain.build()).newBuilder().removeHeader("Retry-After").build();
  }
}
