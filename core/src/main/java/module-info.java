import com.sun.net.httpserver.spi.HttpServerProvider;
import io.lameduck.jdk.TrackedHttpServerProvider;
import io.lameduck.spi.Orchestrator;

/** A service's life on Kubernetes: phases, probes, shutdown. */
@SuppressWarnings("module") // the adapters are compiled after it
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
  exports io.lameduck.internal.adapter to
      io.lameduck.armeria,
      io.lameduck.dropwizard,
      io.lameduck.grpc,
      io.lameduck.javalin,
      io.lameduck.netty,
      io.lameduck.servlet,
      io.lameduck.springboot;

  provides HttpServerProvider with
      TrackedHttpServerProvider;

  uses HttpServerProvider;
  uses Orchestrator;
}
