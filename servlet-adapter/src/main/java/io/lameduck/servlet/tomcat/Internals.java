package io.lameduck.servlet.tomcat;

import jakarta.servlet.http.HttpUpgradeHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The few things of Tomcat that are needed and not public: they are the same in 10.1 and 11, whose
 * modules are open. Everything that is reached by reflection is here.
 */
final class Internals {
  private static final String STREAM_NAME = "org.apache.coyote.http2.StreamProcessor";
  private static final String HTTP2_NAME = "org.apache.coyote.http2.Http2UpgradeHandler";

  private static final MethodHandle ENDPOINT;
  private static final Class<?> HTTP2;
  private static final MethodHandle LOCK;
  private static final Class<?> STREAM;
  private static final VarHandle HANDLER;
  private static final VarHandle SOCKET;
  private static final VarHandle REQUEST_HOOK;
  private static final VarHandle HOOK;
  private static final VarHandle KEEP_ALIVE;
  private static final VarHandle STREAMS;
  private static final VarHandle LAST_STREAM;

  static {
    try {
      MethodHandles.Lookup protocols =
          MethodHandles.privateLookupIn(AbstractProtocol.class, MethodHandles.lookup());
      HTTP2 = Class.forName(HTTP2_NAME, false, AbstractProtocol.class.getClassLoader());
      STREAM = Class.forName(STREAM_NAME, false, AbstractProtocol.class.getClassLoader());
      HANDLER =
          MethodHandles.privateLookupIn(STREAM, MethodHandles.lookup())
              .findVarHandle(STREAM, "handler", HTTP2);
      SOCKET =
          MethodHandles.privateLookupIn(AbstractProcessor.class, MethodHandles.lookup())
              .findVarHandle(AbstractProcessor.class, "socketWrapper", SocketWrapperBase.class);
      REQUEST_HOOK =
          MethodHandles.privateLookupIn(Request.class, MethodHandles.lookup())
              .findVarHandle(Request.class, "hook", ActionHook.class);
      MethodHandles.Lookup http2 = MethodHandles.privateLookupIn(HTTP2, MethodHandles.lookup());
      ENDPOINT =
          protocols.findVirtual(
              AbstractProtocol.class, "getEndpoint", MethodType.methodType(AbstractEndpoint.class));
      LOCK = MethodHandles.publicLookup().unreflect(SocketWrapperBase.class.getMethod("getLock"));
      HOOK =
          MethodHandles.privateLookupIn(Response.class, MethodHandles.lookup())
              .findVarHandle(Response.class, "hook", ActionHook.class);
      KEEP_ALIVE =
          MethodHandles.privateLookupIn(Http11Processor.class, MethodHandles.lookup())
              .findVarHandle(Http11Processor.class, "keepAlive", boolean.class);
      STREAMS = http2.findVarHandle(HTTP2, "activeRemoteStreamCount", AtomicInteger.class);
      LAST_STREAM = http2.findVarHandle(HTTP2, "maxProcessedStreamId", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(
          new IllegalStateException("this Tomcat is not like 10.1 or 11: " + e, e));
    }
  }

  private Internals() {}

  /** The connections of a protocol. */
  static AbstractEndpoint<?, ?> endpointOf(AbstractProtocol<?> protocol) {
    return (AbstractEndpoint<?, ?>) call(ENDPOINT, protocol);
  }

  /**
   * What Tomcat holds while it deals with a connection; public, of one type in 10.1, another in 11.
   */
  static Lock lockOf(SocketWrapperBase<?> socket) {
    return (Lock) call(LOCK, socket);
  }

  private static Object call(MethodHandle method, Object of) {
    try {
      return method.invoke(of);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The connection of a request. */
  static SocketWrapperBase<?> socketOf(Request request) {
    return (SocketWrapperBase<?>) SOCKET.getVolatile(REQUEST_HOOK.getVolatile(request));
  }

  /** What deals with the connection of a request, if that is a stream of HTTP/2. */
  static Optional<InternalHttpUpgradeHandler> http2Of(Request request) {
    Object processor = REQUEST_HOOK.getVolatile(request);
    return STREAM.isInstance(processor)
        ? Optional.of((InternalHttpUpgradeHandler) HANDLER.get(processor))
        : Optional.empty();
  }

  /** What a response calls to be sent. */
  static ActionHook hook(Response response) {
    return (ActionHook) HOOK.getVolatile(response);
  }

  /** Puts something before what a response calls to be sent. */
  static void hook(Response response, ActionHook hook) {
    HOOK.setVolatile(response, hook);
  }

  /**
   * Makes the response of this moment the last of its connection, and say so if it has not been
   * sent. A header would do, too; but then Tomcat sends a response of unknown length without
   * chunks, and the client cannot tell whether it is complete.
   */
  static void endConnection(Http11Processor processor) {
    KEEP_ALIVE.setVolatile(processor, false);
  }

  /** Whether this deals with a connection of HTTP/2; a WebSocket has another one. */
  static boolean isHttp2(HttpUpgradeHandler handler) {
    return HTTP2.isInstance(handler);
  }

  /** Whether a connection of HTTP/2 has a stream whose response is not complete. */
  static boolean hasStreams(HttpUpgradeHandler http2) {
    return ((AtomicInteger) STREAMS.get(http2)).get() > 0;
  }

  /** The number of the last stream that the client of HTTP/2 has opened, or 0. */
  static int lastStream(HttpUpgradeHandler http2) {
    return (int) LAST_STREAM.getVolatile(http2);
  }
}
