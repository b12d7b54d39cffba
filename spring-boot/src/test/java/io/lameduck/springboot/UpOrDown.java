package io.lameduck.springboot;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Something that Actuator of Spring Boot 4 asks for its health. */
abstract class UpOrDown implements HealthIndicator {
  volatile boolean up = true;

  @Override
  public Health health() {
    return up ? Health.up().build() : Health.down().build();
  }
}
