package io.lameduck.servlet.tomcat;

import io.lameduck.spi.ServerContext;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;

/**
 * Announces the end of a connection at the last moment before the head of a response is sent, so
 * that a request that was long in flight announces it as well. It stands between a response of
 * HTTP/1.1 and its processor, which are used again and again together.
 */
record LastWord(ServerContext service, Response response, Http11Processor processor)
    implements ActionHook {

  /** Installs itself once per response. HTTP/2 uses GOAWAY. */
  static void of(ServerContext service, Response response) {
    if (Internals.LAST_WORD.isPresent()
        && Internals.hook(response) instanceof Http11Processor processor) {
      Internals.hook(response, new LastWord(service, response, processor));
    }
  }

  @Override
  public void action(ActionCode code, Object parameter) {
    if (sendsTheHead(code)
        && !response.isCommitted()
        && response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS
        && service.isLameDuck()) {
      Internals.endConnection(processor);
    }
    processor.action(code, parameter);
  }

  private static boolean sendsTheHead(ActionCode code) {
    return code == ActionCode.COMMIT || code == ActionCode.CLOSE || code == ActionCode.CLIENT_FLUSH;
  }
}
