package io.lameduck.servlet.tomcat;

import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.servlet.hidden.DrainWithout;
import io.lameduck.servlet.hidden.MissingInternalsContract;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** A Tomcat that has changed inside. */
class MissingInternalsTest extends MissingInternalsContract {
  MissingInternalsTest() {
    super(Drain.class, "org/apache/");
  }

  static Stream<String> members() {
    return Stream.of(
        "getEndpoint",
        "getLock",
        "socketWrapper",
        "hook",
        "handler",
        "activeRemoteStreamCount",
        "maxProcessedStreamId",
        "keepAlive",
        "serverSock",
        "sessions");
  }

  /** Public for the class loader that loads it anew. */
  public static final class Drain extends DrainWithout {
    @Override
    protected Rig rig() throws Exception {
      TomcatURLStreamHandlerFactory.disable(); // a JVM has only one, and so only one Tomcat
      return new TomcatRig(Protocol.H2C, null, 0, 10, Files.createTempDirectory("tomcat"));
    }
  }
}
