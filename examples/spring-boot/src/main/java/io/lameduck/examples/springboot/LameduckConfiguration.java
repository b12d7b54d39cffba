package io.lameduck.examples.springboot;

import io.lameduck.Lameduck;
import io.lameduck.micrometer.LameduckMetrics;
import io.lameduck.servlet.tomcat.TomcatServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Hands Spring Boot's Tomcat to the library once it runs; from then on a SIGTERM is answered. */
@Profile("!boots-own-shutdown")
@Configuration(proxyBeanMethods = false)
class LameduckConfiguration {
  @Bean
  ApplicationListener<ApplicationReadyEvent> lameduck(HealthEndpoint health, MeterRegistry meters) {
    return event -> {
      var context = (ServletWebServerApplicationContext) event.getApplicationContext();
      var server = (TomcatWebServer) context.getWebServer();
      Lameduck lameduck =
          Lameduck.builder()
              .serve(TomcatServer.of(server.getTomcat()))
              .readiness("health", () -> health.health().getStatus().equals(Status.UP))
              .closeLast("spring", context)
              .start();
      new LameduckMetrics(lameduck).bindTo(meters);
    };
  }
}
