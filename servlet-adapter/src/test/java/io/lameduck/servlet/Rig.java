package io.lameduck.servlet;

import io.lameduck.spi.Server;
import java.util.List;

/** One embedded server with the threads it is given, on a free port of this machine. */
public interface Rig {
  /** A class of each server. */
  List<String> SERVERS =
      List.of(
          "org.apache.catalina.startup.Tomcat",
          "org.eclipse.jetty.server.Server",
          "io.undertow.Undertow");

  /** With a limit of connections; others wait until one is closed. */
  Rig limitedTo(int connections);

  /** Its adapter; not started. */
  Server adapter(Application application) throws Exception;

  /** Starts it as its users do, without an adapter. */
  void start(Application application) throws Exception;

  /** Its version, as it tells it. */
  String version();

  /** Its port; once the listener is closed, the one it had. */
  int port();

  /** Whether it has ended, or has never been started. */
  boolean stopped();

  /** Stops whatever is left of it. */
  void stop() throws Exception;
}
