package io.lameduck.servlet.tomcat;

import io.lameduck.servlet.hidden.Feature;
import io.lameduck.servlet.hidden.Member;
import io.lameduck.servlet.websocket.GoingAway;
import jakarta.websocket.Session;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.tomcat.websocket.WsWebSocketContainer;

/** The WebSockets of a web application; Tomcat's WebSocket library may be missing. */
final class WebSockets {
  private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";
  private static final boolean PRESENT = isPresent();

  private WebSockets() {}

  /** What is missing in this Tomcat, and what that costs. */
  static Optional<String> advice() {
    return PRESENT ? Present.SESSIONS.advice() : Optional.empty();
  }

  /** What closes them with 1001, "going away", one by one; at once where they are not known. */
  static Stream<Runnable> closings(Context context) {
    Object container = context.getServletContext().getAttribute(CONTAINER);
    return container == null ? Stream.empty() : Present.closings(container);
  }

  private static boolean isPresent() {
    try {
      Class.forName(
          "org.apache.tomcat.websocket.WsWebSocketContainer",
          false,
          WebSockets.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** Loaded only where there is the library. */
  private static final class Present {
    /** Which WebSockets there are. */
    static final Feature SESSIONS =
        Feature.of(Sessions.class, "WebSockets are told to go away all at once");

    private Present() {}

    static Stream<Runnable> closings(Object container) {
      if (!(container instanceof WsWebSocketContainer tomcats)) {
        return Stream.empty();
      }
      Runnable rest = tomcats::destroy; // all it does is to close the sessions, with that code
      return SESSIONS.isPresent()
          ? Stream.concat(sessionsOf(tomcats).map(GoingAway::new), Stream.of(rest))
          : Stream.of(rest);
    }

    private static Stream<Session> sessionsOf(WsWebSocketContainer container) {
      return ((Map<?, ?>) Sessions.ALL.get(container)).keySet().stream().map(Session.class::cast);
    }
  }

  /** Of {@link Present#SESSIONS}. */
  private static final class Sessions {
    static final VarHandle ALL = Member.field(WsWebSocketContainer.class, "sessions", Map.class);
  }
}
