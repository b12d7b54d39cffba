package io.lameduck.spi;

import org.jspecify.annotations.Nullable;

/**
 * Who asks a server whether it is well, to decide where clients are sent. It asks the server itself
 * and goes on asking until it is told that the server is gone, so its connections are no evidence
 * that a client still comes here. It is known by the header {@code User-Agent}:
 *
 * <ul>
 *   <li>{@code kube-probe/}: the kubelet (Kubernetes, {@code pkg/probe/http}; with {@code grpc:}
 *       probes, too)
 *   <li>{@code ELB-HealthChecker/}: load balancers of AWS (the guides to Elastic Load Balancing)
 *   <li>{@code GoogleHC/}: load balancers of Google Cloud
 *   <li>{@code Envoy/HC}: Envoy, and what is built on it (its {@code UserAgentValues})
 *   <li>{@code Consul Health Check}: hashicorp/consul#951
 *   <li>{@code Load Balancer Agent}: Azure Load Balancer, from 168.63.129.16
 *   <li>{@code Edge Health Probe}: Azure Front Door (its page on health probes)
 *   <li>{@code Azure Traffic Manager Endpoint Monitor}
 *   <li>{@code Amazon-Route53-Health-Check-Service}: DNS of AWS
 *   <li>{@code lameduck-warm-up/}: the service itself, before it is ready ({@link
 *       io.lameduck.WarmUp})
 * </ul>
 *
 * <p>A caller of the standard gRPC health service is a health checker, too. Some cannot be told
 * from clients: HAProxy sends no {@code User-Agent}, and Traefik that of every client written in
 * Go. A monitor that sends its requests where clients send theirs counts as a client.
 *
 * @since 0.1.0
 */
public final class HealthChecker {
  private static final String GRPC_HEALTH = "/grpc.health.v1.Health/";

  private static final String[] AGENTS = {
    "kube-probe/",
    "ELB-HealthChecker/",
    "GoogleHC/",
    "Envoy/HC",
    "Consul Health Check",
    "Load Balancer Agent",
    "Edge Health Probe",
    "Azure Traffic Manager Endpoint Monitor",
    "Amazon-Route53-Health-Check-Service",
    "lameduck-warm-up/"
  };

  private HealthChecker() {}

  /**
   * Whether a health checker has sent a request. Allocates nothing.
   *
   * @param path the path of the request, null where it was malformed
   * @param userAgent the first header of that name, null where there is none
   */
  public static boolean sent(@Nullable String path, @Nullable CharSequence userAgent) {
    return isKnown(userAgent) || (path != null && path.startsWith(GRPC_HEALTH));
  }

  private static boolean isKnown(@Nullable CharSequence userAgent) {
    if (userAgent == null) {
      return false;
    }
    for (String agent : AGENTS) {
      if (startsWith(userAgent, agent)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(CharSequence text, String prefix) {
    if (text.length() < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text.charAt(i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
