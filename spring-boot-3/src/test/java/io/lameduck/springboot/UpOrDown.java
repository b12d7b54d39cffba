package io.lameduck.springboot;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Something that Actuator of Spring Boot 3.5 asks for its health. */
abstract class UpOrDown implements HealthIndicator {
  volatile boolean up = true;

  @Override
  public Health health() {
    return up ? Health.up().build() : Health.down().build();
  }
}
