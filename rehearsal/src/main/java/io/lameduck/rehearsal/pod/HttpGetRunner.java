package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.HttpHeader;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * A GET as the kubelet makes it: {@code pkg/probe/http}. Of a hook any answer will do: {@code
 * pkg/kubelet/lifecycle} does not look at its status, and asks in the clear where a hook over TLS
 * meets a server without it.
 */
record HttpGetRunner(HttpGet get) implements HandlerRunner {
  @Override
  public void handle(Container container, Caller caller, Duration timeout) throws HandlerFailed {
    if (caller == Caller.LIFECYCLE) {
      callHook(container, timeout);
      return;
    }
    int status = status(get, container, caller, timeout);
    if (status < 200 || status >= 400) {
      throw new HandlerFailed(get + " answered " + status);
    }
  }

  private void callHook(Container container, Duration timeout) throws HandlerFailed {
    long begun = System.nanoTime();
    try {
      status(get, container, Caller.LIFECYCLE, timeout);
    } catch (HandlerFailed e) {
      if (!isAnswerInTheClear(e)) {
        throw e;
      }
      Duration left = timeout.minusNanos(System.nanoTime() - begun);
      status(inTheClear(), container, Caller.LIFECYCLE, left);
    }
  }

  private static int status(HttpGet get, Container container, Caller caller, Duration timeout)
      throws HandlerFailed {
    return new KubeletGet(get, container.ports().of(get.port()), caller, timeout).status();
  }

  /** Whether the server answered without TLS; the JDK has no exception type for that. */
  private static boolean isAnswerInTheClear(HandlerFailed e) {
    return e.getCause() instanceof SSLException
        && String.valueOf(e.getCause().getMessage()).startsWith("Unsupported or unrecognized SSL");
  }

  /** The same without TLS, and without the credentials, which must not be sent in the clear. */
  private HttpGet inTheClear() {
    List<HttpHeader> headers =
        get.headers().stream()
            .filter(header -> !header.name().equalsIgnoreCase("Authorization"))
            .toList();
    return new HttpGet(false, get.port(), get.path(), headers);
  }
}
