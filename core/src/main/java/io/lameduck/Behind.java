package io.lameduck;

import java.time.Duration;

/**
 * What stands between the clients and the pods, which decides how long new connections keep coming
 * after a pod is deleted. The figures are published ones; each constant names their source.
 *
 * <pre>{@code
 * Lameduck.builder()
 *     .set(Setting.BEHIND, Behind.ALB)
 *     .set(Setting.GRACE_PERIOD, Duration.ofSeconds(90)) // and so in the manifest
 * }</pre>
 *
 * @since 0.1.0
 */
public enum Behind {
  /**
   * A Service with a cluster IP, or a proxy inside the cluster that watches the endpoints: usually
   * below a second, 5 to 10 s common (kubernetes#43576, spring-boot#19593).
   */
  SERVICE(5, 5),

  /**
   * An AWS Application Load Balancer: 40 s lost requests rarely, 70 s none
   * (aws-load-balancer-controller#2106).
   */
  ALB(40, 70),

  /**
   * An AWS Network Load Balancer with IP targets: 120 s whatever is configured, 180 to 300 s
   * advised (aws-load-balancer-controller#2366 and #1834).
   */
  NLB(120, 300),

  /**
   * A Google Cloud Load Balancer with container-native targets: 40 s (Google's article 000006416).
   */
  GCLB(40, 40),

  /**
   * Clients that look up the pods themselves, of a headless Service: CoreDNS lets an answer live 30
   * s (kubernetes#76238), and a JVM keeps it for another 30 s ({@code networkaddress.cache.ttl}).
   */
  DNS(30, 60);

  private final Duration propagationDelay;
  private final Duration longestPropagation;

  Behind(int propagationDelay, int longestPropagation) {
    this.propagationDelay = Duration.ofSeconds(propagationDelay);
    this.longestPropagation = Duration.ofSeconds(longestPropagation);
  }

  /**
   * Returns the least time as a lame duck, which {@link Setting#PROPAGATION_DELAY} replaces. It is
   * never negative.
   */
  public Duration propagationDelay() {
    return propagationDelay;
  }

  /**
   * Returns how long new connections may keep coming; the grace period has to have room for it,
   * unless {@link Setting#PROPAGATION_MAX} says otherwise. At least {@link #propagationDelay()}.
   */
  public Duration longestPropagation() {
    return longestPropagation;
  }
}
