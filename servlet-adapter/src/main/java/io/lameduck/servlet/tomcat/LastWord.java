package io.lameduck.servlet.tomcat;

import io.lameduck.spi.ServerContext;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.jspecify.annotations.Nullable;

/**
 * Announces the end of a connection at the last moment before the head of a response is sent, so
 * that a request that was long in flight announces it as well. It stands between a response of
 * HTTP/1.1 and its processor, which are used again and again together, on one connection after the
 * other.
 */
final class LastWord implements ActionHook {
  private final ServerContext service;
  private final Response response;
  private final Http11Processor processor;
  private volatile @Nullable WatchedConnection connection;

  private LastWord(ServerContext service, Response response, Http11Processor processor) {
    this.service = service;
    this.response = response;
    this.processor = processor;
  }

  /** Installs itself, once per response object, for the connection of this request. */
  static void of(ServerContext service, @Nullable WatchedConnection connection, Response response) {
    if (Internals.LAST_WORD.isPresent()) {
      ActionHook hook = Internals.hook(response);
      if (hook instanceof LastWord installed) {
        installed.connection = connection;
      } else if (hook instanceof Http11Processor processor) { // HTTP/2 uses GOAWAY
        LastWord lastWord = new LastWord(service, response, processor);
        lastWord.connection = connection;
        Internals.hook(response, lastWord);
      }
    }
  }

  @Override
  public void action(ActionCode code, Object parameter) {
    if (sendsTheHead(code)
        && !response.isCommitted()
        && response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS
        && isToLeave()) {
      Internals.endConnection(processor);
    }
    processor.action(code, parameter);
  }

  private boolean isToLeave() {
    WatchedConnection connection = this.connection;
    return connection == null ? service.isLameDuck() : connection.isToLeave(service);
  }

  private static boolean sendsTheHead(ActionCode code) {
    return code == ActionCode.COMMIT || code == ActionCode.CLOSE || code == ActionCode.CLIENT_FLUSH;
  }
}
