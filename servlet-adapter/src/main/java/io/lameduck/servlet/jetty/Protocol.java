package io.lameduck.servlet.jetty;

import org.eclipse.jetty.io.Connection;

/** Tells protocols apart without their libraries, each of which may be missing. */
final class Protocol {
  private static final String HTTP2 = "org.eclipse.jetty.http2.HTTP2Connection";

  private Protocol() {}

  static boolean isHttp2(Connection protocol) {
    for (Class<?> type = protocol.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(HTTP2)) {
        return true;
      }
    }
    return false;
  }
}
