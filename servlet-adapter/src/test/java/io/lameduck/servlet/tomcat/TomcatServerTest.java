package io.lameduck.servlet.tomcat;

import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.SelfSigned;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The adapter for Tomcat. */
class TomcatServerTest extends EmbeddedServerContract {
  @TempDir private static Path dir;

  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port) {
    return new TomcatRig(protocol, certificate, port, dir);
  }
}
