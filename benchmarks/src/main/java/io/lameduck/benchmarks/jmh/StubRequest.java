package io.lameduck.benchmarks.jmh;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request that costs nothing. */
final class StubRequest extends HttpServletRequestWrapper {
  StubRequest() {
    super(StubApplication.stub(HttpServletRequest.class, (method, arguments) -> null));
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getContextPath() {
    return "/shop";
  }

  @Override
  public String getRequestURI() {
    return "/shop/orders/4711";
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public String getRemoteAddr() {
    return "192.0.2.7";
  }

  @Override
  public int getRemotePort() {
    return 40123;
  }
}
