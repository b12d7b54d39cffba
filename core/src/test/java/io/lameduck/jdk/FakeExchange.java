package io.lameduck.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An exchange as older updates of JDK 17 have it: a head that announces no body ends it, and so
 * does closing the body, once more.
 */
final class FakeExchange extends HttpExchange {
  private final Headers requestHeaders = new Headers();
  private final Headers responseHeaders = new Headers();
  private InputStream requestBody = new ByteArrayInputStream(new byte[0]);
  private OutputStream responseBody = new EndingBody();
  private int status = -1;
  private int ends;

  /** How many times it was ended, where once is right. */
  int ends() {
    return ends;
  }

  @Override
  public void sendResponseHeaders(int status, long length) {
    this.status = status;
    if (length == -1) {
      ends++;
    }
  }

  @Override
  public void close() {
    ends++;
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return URI.create("/fake");
  }

  @Override
  public String getRequestMethod() {
    return "GET";
  }

  @Override
  public InputStream getRequestBody() {
    return requestBody;
  }

  @Override
  public OutputStream getResponseBody() {
    return responseBody;
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    requestBody = in == null ? requestBody : in;
    responseBody = out == null ? responseBody : out;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return null;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {}

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }

  private final class EndingBody extends ByteArrayOutputStream {
    @Override
    public void close() throws IOException {
      super.close();
      ends++;
    }
  }
}
