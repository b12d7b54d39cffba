package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.HttpGet;
import java.time.Duration;

/**
 * A GET as the kubelet makes it: {@code pkg/probe/http}. Of a hook any answer will do: {@code
 * pkg/kubelet/lifecycle} does not look at its status.
 */
record HttpGetRunner(HttpGet get) implements HandlerRunner {
  @Override
  public void handle(Container container, Caller caller, Duration timeout) throws HandlerFailed {
    int status = new KubeletGet(get, container.ports().of(get.port()), caller, timeout).status();
    boolean judged = caller != Caller.LIFECYCLE;
    if (judged && (status < 200 || status >= 400)) {
      throw new HandlerFailed(get + " answered " + status);
    }
  }
}
