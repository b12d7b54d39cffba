package io.lameduck.servlet.jetty;

import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.SelfSigned;

/** The adapter for Jetty. */
class JettyServerTest extends EmbeddedServerContract {
  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port) {
    return new JettyRig(protocol, certificate, port);
  }
}
