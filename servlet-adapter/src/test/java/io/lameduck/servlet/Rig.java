package io.lameduck.servlet;

import io.lameduck.spi.Server;

/** One embedded server with up to 30 threads, on a free port of this machine. */
public interface Rig {
  /** Its adapter; not started. */
  Server adapter(Application application) throws Exception;

  /** Starts it as its users do, without an adapter. */
  void start(Application application) throws Exception;

  /** Its port; once the listener is closed, the one it had. */
  int port();

  /** Takes back whatever is left of it. */
  void stop() throws Exception;
}
