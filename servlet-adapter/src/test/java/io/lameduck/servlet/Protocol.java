package io.lameduck.servlet;

/** What a server is to speak; HTTP/1.1 always. */
public enum Protocol {
  HTTP(false, false),
  HTTPS(true, false),
  /** HTTP/2 to whoever begins with it. */
  H2C(false, true),
  /** HTTP/2 to whoever agrees on it while TLS is set up. */
  H2(true, true);

  private final boolean tls;
  private final boolean http2;

  Protocol(boolean tls, boolean http2) {
    this.tls = tls;
    this.http2 = http2;
  }

  public boolean tls() {
    return tls;
  }

  public boolean http2() {
    return http2;
  }
}
