package io.lameduck.servlet.undertow;

import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.servlet.hidden.DrainWithout;
import io.lameduck.servlet.hidden.MissingInternalsContract;
import java.util.stream.Stream;

/** An Undertow that has changed inside. */
class MissingInternalsTest extends MissingInternalsContract {
  MissingInternalsTest() {
    super(Drain.class, "io/undertow/", "org/xnio/nio/");
  }

  static Stream<String> members() {
    return Stream.of(
        "listeners",
        "port",
        "channel",
        "openListener",
        "connections",
        "listener",
        "getUnderlyingConnection",
        "header",
        "tcpServer",
        "realServer",
        "acceptQueues",
        "acceptTask",
        "acceptThread");
  }

  /** Public for the class loader that loads it anew. */
  public static final class Drain extends DrainWithout {
    @Override
    protected Rig rig() {
      return new UndertowRig(Protocol.H2C, null, 0, 10);
    }
  }
}
