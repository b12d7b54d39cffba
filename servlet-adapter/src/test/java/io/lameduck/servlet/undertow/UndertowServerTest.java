package io.lameduck.servlet.undertow;

import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.SelfSigned;

/** The adapter for Undertow. */
class UndertowServerTest extends EmbeddedServerContract {
  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port) {
    return new UndertowRig(protocol, certificate, port);
  }
}
