package io.lameduck.servlet.tomcat;

import org.apache.catalina.Context;
import org.apache.tomcat.websocket.WsWebSocketContainer;

/** The WebSockets of a web application; Tomcat's WebSocket library may be missing. */
final class WebSockets {
  private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

  private WebSockets() {}

  /** Closes them with 1001, "going away". */
  static void goAway(Context context) {
    Object container = context.getServletContext().getAttribute(CONTAINER);
    if (container != null) {
      Present.goAway(container);
    }
  }

  /** Loaded only where there is a container, and so the library. */
  private static final class Present {
    private Present() {}

    static void goAway(Object container) {
      if (container instanceof WsWebSocketContainer tomcats) {
        tomcats.destroy(); // all it does is to close the sessions, with that code
      }
    }
  }
}
