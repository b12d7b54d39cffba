package io.lameduck.rehearsal.model;

/**
 * A call of {@code grpc.health.v1.Health/Check} that is answered with {@code SERVING}, without TLS:
 * the kubelet has none for gRPC.
 *
 * @param port the name of one of the pod's ports; {@link PodSpec#MAIN_PORT} is the service's own
 * @param service whose health; empty for that of the server
 */
public record GrpcCheck(String port, String service) implements Handler {
  @Override
  public String toString() {
    return "gRPC health check" + (service.isEmpty() ? "" : " of " + service);
  }
}
