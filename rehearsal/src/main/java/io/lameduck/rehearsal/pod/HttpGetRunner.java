package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.HttpGet;
import java.time.Duration;

/** A GET on a connection of its own, which 200 to 399 answer well, as the kubelet makes it. */
record HttpGetRunner(HttpGet get) implements HandlerRunner {
  @Override
  public void handle(Container container, Caller caller, Duration timeout) throws HandlerFailed {
    int status = new KubeletGet(get, container.ports().of(get.port()), caller, timeout).status();
    if (status < 200 || status >= 400) {
      throw new HandlerFailed(get + " answered " + status);
    }
  }
}
