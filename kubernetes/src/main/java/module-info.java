import io.lameduck.kubernetes.KubernetesPod;
import io.lameduck.spi.Orchestrator;

/** What the API of Kubernetes knows of the end of the own pod. */
module io.lameduck.kubernetes {
  requires io.lameduck;
  requires java.net.http;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports io.lameduck.kubernetes;

  provides Orchestrator with
      KubernetesPod;
}
