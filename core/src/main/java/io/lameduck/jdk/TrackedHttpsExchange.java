package io.lameduck.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TrackedExchange} that is an {@link HttpsExchange} as well, as handlers expect it of
 * HTTPS.
 */
final class TrackedHttpsExchange extends HttpsExchange {
  private final HttpsExchange delegate;
  private final TrackedExchange tracked;

  TrackedHttpsExchange(HttpsExchange delegate, TrackedExchange tracked) {
    this.delegate = delegate;
    this.tracked = tracked;
  }

  @Override
  public SSLSession getSSLSession() {
    return delegate.getSSLSession();
  }

  @Override
  public void sendResponseHeaders(int status, long length) throws IOException {
    tracked.sendResponseHeaders(status, length);
  }

  @Override
  public OutputStream getResponseBody() {
    return tracked.getResponseBody();
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    tracked.setStreams(in, out);
  }

  @Override
  public void close() {
    tracked.close();
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return tracked.getPrincipal();
  }

  @Override
  public HttpContext getHttpContext() {
    return tracked.getHttpContext();
  }

  @Override
  public Headers getRequestHeaders() {
    return tracked.getRequestHeaders();
  }

  @Override
  public Headers getResponseHeaders() {
    return tracked.getResponseHeaders();
  }

  @Override
  public URI getRequestURI() {
    return tracked.getRequestURI();
  }

  @Override
  public String getRequestMethod() {
    return tracked.getRequestMethod();
  }

  @Override
  public InputStream getRequestBody() {
    return tracked.getRequestBody();
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return tracked.getRemoteAddress();
  }

  @Override
  public int getResponseCode() {
    return tracked.getResponseCode();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return tracked.getLocalAddress();
  }

  @Override
  public String getProtocol() {
    return tracked.getProtocol();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return tracked.getAttribute(name);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    tracked.setAttribute(name, value);
  }
}
