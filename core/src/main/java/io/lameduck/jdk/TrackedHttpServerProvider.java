package io.lameduck.jdk;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link HttpServer#create()} hand out servers whose requests can be seen. Not to be used
 * directly: the JDK finds it by its service file. Servers that are never given to {@link
 * JdkServer#of} work as they always did.
 *
 * @since 0.1.0
 */
public final class TrackedHttpServerProvider extends HttpServerProvider {
  private static final String PROPERTY = "com.sun.net.httpserver.HttpServerProvider";

  /** Also in the reachability metadata, without which a native image does not find it. */
  static final String OF_THE_JDK = "sun.net.httpserver.DefaultHttpServerProvider";

  private final HttpServerProvider delegate;

  /** Called by the JDK, which holds its lock on the choice of the provider meanwhile. */
  public TrackedHttpServerProvider() {
    NoDelay.prefer();
    this.delegate = anotherInstalled();
  }

  @Override
  public HttpServer createHttpServer(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    return TrackedHttpServer.of(delegate.createHttpServer(address, backlog));
  }

  @Override
  public HttpsServer createHttpsServer(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    return TrackedHttpsServer.of(delegate.createHttpsServer(address, backlog));
  }

  /** A provider that somebody has put on the class path on purpose goes before the JDK's. */
  private static HttpServerProvider anotherInstalled() {
    Iterator<ServiceLoader.Provider<HttpServerProvider>> candidates =
        ServiceLoader.load(HttpServerProvider.class, ClassLoader.getSystemClassLoader()).stream()
            .iterator();
    while (candidates.hasNext()) {
      ServiceLoader.Provider<HttpServerProvider> candidate = candidates.next();
      if (candidate.type() != TrackedHttpServerProvider.class) {
        return candidate.get();
      }
    }
    return ofTheJdk();
  }

  /**
   * The JDK exports no name for its own provider, but makes one when the documented property asks
   * for it. This runs inside the JDK's choice of a provider, under its lock: nobody else sees the
   * property through that, and our own instance is put over the result.
   */
  private static HttpServerProvider ofTheJdk() {
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, OF_THE_JDK);
    try {
      return HttpServerProvider.provider();
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }
}
