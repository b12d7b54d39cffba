package io.lameduck.servlet.jetty;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What HTTP/2 adds; loaded only where it is spoken. */
final class Http2 {
  private static final @Nullable MethodHandle SEND = send();

  private Http2() {}

  /**
   * Tells the client to open no more streams here, by a GOAWAY that leaves all of them open. The
   * second one, with the number of the last stream, comes with the close. Jetty's own graceful
   * GOAWAY is followed by the second one as soon as no stream is open, and then drops what the
   * client sent before it heard of either; so it is used only where Jetty's modules are closed to
   * this one. To be called once.
   */
  static void goAway(Connection protocol) {
    HTTP2Session session = ((HTTP2Connection) protocol).getSession();
    if (SEND == null) {
      session.goAway(GoAwayFrame.GRACEFUL, Callback.NOOP);
    } else {
      send(SEND, session);
    }
  }

  /** Tells the client which stream was the last one, and calls back, also when that fails. */
  static void lastGoAway(Connection protocol, Runnable then) {
    ((HTTP2Connection) protocol)
        .getSession()
        .close(ErrorCode.NO_ERROR.code, "drained", Callback.from(then, failure -> then.run()));
  }

  static boolean hasStreams(Connection protocol) {
    return !((HTTP2Connection) protocol).getSession().getStreams().isEmpty();
  }

  private static void send(MethodHandle send, HTTP2Session session) {
    GoAwayFrame frame = new GoAwayFrame(Integer.MAX_VALUE, ErrorCode.NO_ERROR.code, new byte[0]);
    try {
      send.invokeExact(session, (HTTP2Stream) null, Callback.NOOP, (Frame) frame);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable MethodHandle send() {
    try {
      return MethodHandles.privateLookupIn(HTTP2Session.class, MethodHandles.lookup())
          .findVirtual(
              HTTP2Session.class,
              "control",
              MethodType.methodType(void.class, HTTP2Stream.class, Callback.class, Frame.class));
    } catch (ReflectiveOperationException closed) {
      return null;
    }
  }
}
