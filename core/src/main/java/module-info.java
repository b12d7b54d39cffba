import com.sun.net.httpserver.spi.HttpServerProvider;
import io.lameduck.jdk.TrackedHttpServerProvider;
import io.lameduck.spi.Orchestrator;

/** A service's life on Kubernetes: phases, probes, shutdown. */
module io.lameduck {
  requires java.management;
  requires org.slf4j;
  requires jdk.unsupported; // signals: without it a shutdown hook has to do
  requires transitive jdk.httpserver;
  requires static jdk.jfr; // an image may do without
  requires static micrometer.core;
  requires static org.jspecify;

  exports io.lameduck;
  exports io.lameduck.jdk;
  exports io.lameduck.micrometer;
  exports io.lameduck.probe;
  exports io.lameduck.spi;

  provides HttpServerProvider with
      TrackedHttpServerProvider;

  uses HttpServerProvider;
  uses Orchestrator;
}
