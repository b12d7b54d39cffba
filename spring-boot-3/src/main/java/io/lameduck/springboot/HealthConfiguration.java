package io.lameduck.springboot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health groups of Actuator in Spring Boot 3.5. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthEndpoint.class)
class HealthConfiguration {
  @Bean
  static LameduckCustomizer lameduckHealth(
      SpringService spring,
      ObjectProvider<HealthEndpoint> endpoint,
      ObjectProvider<HealthEndpointGroups> groups) {
    return service -> {
      HealthEndpoint health = endpoint.getIfAvailable();
      HealthEndpointGroups known = groups.getIfAvailable();
      if (health != null && known != null) {
        new HealthChecks(spring, group -> passes(health, group)).addTo(service, known.getNames());
      }
    };
  }

  /** As Actuator's own probes have it: what is unknown passes. */
  private static boolean passes(HealthEndpoint health, String group) {
    HealthComponent known = health.healthForPath(group);
    Status status = known == null ? Status.UNKNOWN : known.getStatus(); // no contributor in it
    return !Status.DOWN.equals(status) && !Status.OUT_OF_SERVICE.equals(status);
  }
}
