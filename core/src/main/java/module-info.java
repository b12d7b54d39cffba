/** A service's life on Kubernetes: its probes. */
module io.lameduck {
  requires java.management;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.lameduck.probe;
}
