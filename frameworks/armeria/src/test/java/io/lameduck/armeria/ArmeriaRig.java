package io.lameduck.armeria;

import com.linecorp.armeria.server.ServerBuilder;
import io.lameduck.InFlight;
import io.lameduck.Ticket;
import io.lameduck.spi.Route;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;

/** One Armeria server, on a free port of this machine. */
final class ArmeriaRig {
  private final ExecutorService threads = Executors.newFixedThreadPool(30);
  private ArmeriaServer server;
  private int port;
  private volatile InFlight inFlight;

  /** It speaks HTTP/1.1 and HTTP/2 without TLS. */
  Server clear(List<Route> routes) {
    return serve(clearly(routes));
  }

  /** It speaks both with TLS. */
  Server secure(List<Route> routes, SelfSigned certificate) throws Exception {
    return serve(builder(routes).https(anyPort()).tls(keys(certificate)));
  }

  /** Starts the same without the library; its port. */
  int startPlain(List<Route> routes) {
    com.linecorp.armeria.server.Server plain = clearly(routes).build();
    plain.start().join();
    return plain.activeLocalPort();
  }

  private ServerBuilder clearly(List<Route> routes) {
    return builder(routes).http(anyPort());
  }

  private ServerBuilder builder(List<Route> routes) {
    ServerBuilder builder =
        com.linecorp.armeria.server.Server.builder()
            .requestTimeoutMillis(0)
            .disableDateHeader() // answers are compared
            .absoluteUriTransformer(uri -> uri.replaceFirst("^https?://[^/]+", ""));
    routes.forEach(
        route -> builder.service(route.path(), new RouteService(route, threads, this::ticket)));
    return builder;
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static KeyManagerFactory keys(SelfSigned certificate) throws Exception {
    char[] password = SelfSigned.PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.store())) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    return keys;
  }

  Server serve(ServerBuilder builder) {
    server = ArmeriaServer.of(builder);
    return (Server)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Server.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof ServerContext context) {
                inFlight = context.inFlight();
              }
              try {
                return method.invoke(server, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  ArmeriaServer server() {
    return server;
  }

  private Ticket ticket() {
    return inFlight.enter("after the answer");
  }

  /** Its port; once the server has been stopped, the one it had. */
  int port() {
    if (port == 0) {
      port = server.armeria().activeLocalPort();
    }
    return port;
  }

  void stop() {
    threads.shutdownNow();
  }
}
