package io.lameduck.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The JDK's exchange, except that its {@link TrackedRequest} hears how it goes. */
final class TrackedExchange extends HttpExchange {
  private final HttpExchange delegate;
  private final TrackedRequest request;
  private final TrackedContext context;

  TrackedExchange(HttpExchange delegate, TrackedRequest request, TrackedContext context) {
    this.delegate = delegate;
    this.request = request;
    this.context = context;
  }

  @Override
  public void sendResponseHeaders(int status, long length) throws IOException {
    request.sendHead(status, length);
  }

  @Override
  public OutputStream getResponseBody() {
    return delegate.getResponseBody();
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    delegate.setStreams(in, out);
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } finally {
      request.closed();
    }
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return request.principal();
  }

  @Override
  public HttpContext getHttpContext() {
    return context;
  }

  @Override
  public Headers getRequestHeaders() {
    return delegate.getRequestHeaders();
  }

  @Override
  public Headers getResponseHeaders() {
    return delegate.getResponseHeaders();
  }

  @Override
  public URI getRequestURI() {
    return delegate.getRequestURI();
  }

  @Override
  public String getRequestMethod() {
    return delegate.getRequestMethod();
  }

  @Override
  public InputStream getRequestBody() {
    return delegate.getRequestBody();
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return delegate.getRemoteAddress();
  }

  @Override
  public int getResponseCode() {
    return delegate.getResponseCode();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return delegate.getLocalAddress();
  }

  @Override
  public String getProtocol() {
    return delegate.getProtocol();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return context.isForeign(delegate)
        ? context.getAttributes().get(name)
        : delegate.getAttribute(name);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (context.isForeign(delegate)) {
      context.getAttributes().put(name, value);
    } else {
      delegate.setAttribute(name, value);
    }
  }
}
