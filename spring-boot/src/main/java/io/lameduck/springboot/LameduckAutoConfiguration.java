package io.lameduck.springboot;

import io.lameduck.LameduckBuilder;
import io.lameduck.micrometer.LameduckMetrics;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/**
 * Makes every Spring Boot application a service of Lameduck: its web servers are drained, its
 * context is closed when the last request is out, the health groups {@code readiness} and {@code
 * liveness} of Actuator are its checks, and the meters are bound to its registry. {@code
 * lameduck.enabled=false} leaves all that out.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "lameduck", name = "enabled", matchIfMissing = true)
public final class LameduckAutoConfiguration {
  LameduckAutoConfiguration() {}

  @Bean
  static SpringService lameduckService(
      ConfigurableApplicationContext context,
      ObjectProvider<ServerAdapter> adapters,
      ObjectProvider<LameduckCustomizer> customizers,
      ObjectProvider<SpringService.StartedListener> listeners) {
    return new SpringService(context, adapters, customizers, listeners);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(TomcatWebServer.class)
  static class OnTomcat {
    @Bean
    static ServerAdapter lameduckTomcat() {
      return new TomcatAdapter();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(JettyWebServer.class)
  static class OnJetty {
    @Bean
    static JettyAdapter lameduckJetty() {
      return new JettyAdapter();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(NettyWebServer.class)
  static class OnReactorNetty {
    @Bean
    static ReactorNettyAdapter lameduckReactorNetty() {
      return new ReactorNettyAdapter();
    }
  }

  /** Work that is no request; {@code lameduck.work.enabled=false} leaves it alone. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(prefix = "lameduck.work", name = "enabled", matchIfMissing = true)
  static class WithWork {
    @Bean
    static InFlightBuilders lameduckInFlightBuilders(
        ConfigurableListableBeanFactory beans,
        ObjectProvider<SpringService> spring,
        ObjectProvider<TaskDecorator> decorators) {
      return new InFlightBuilders(beans, spring, decorators);
    }

    @Bean
    static LameduckCustomizer lameduckScheduledTasks(
        SpringService spring, ObjectProvider<ScheduledTaskHolder> holders) {
      return service -> {
        if (holders.stream().findAny().isPresent()) {
          ScheduledTasks tasks = new ScheduledTasks(spring, holders);
          service.source("scheduled tasks", tasks::stop, tasks);
        }
      };
    }

    @Bean
    static LameduckCustomizer lameduckListenerContainers(
        SpringService spring, ListableBeanFactory beans) {
      return new ListenerContainers(spring, beans)::addTo;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Endpoint.class)
  static class WithEndpoint {
    @Bean
    @ConditionalOnAvailableEndpoint(endpoint = LameduckEndpoint.class)
    static LameduckEndpoint lameduckEndpoint(SpringService spring) {
      return new LameduckEndpoint(spring);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class WithMeters {
    @Bean
    SpringService.StartedListener lameduckMeters(ObjectProvider<MeterRegistry> registry) {
      return lameduck -> registry.ifUnique(meters -> new LameduckMetrics(lameduck).bindTo(meters));
    }
  }

  /** The groups, and not every contributor: a service that is down elsewhere is no reason. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthEndpoint.class)
  static class WithActuator {
    private static final CheckSchedule OFTEN =
        CheckSchedule.defaults().withPeriod(Duration.ofSeconds(1));

    /** A restart is the last resort, and a machine that is busy with starts no reason for it. */
    private static final CheckSchedule PATIENT =
        CheckSchedule.defaults().withTimeout(Duration.ofSeconds(10)).withFailureThreshold(3);

    @Bean
    LameduckCustomizer lameduckHealth(
        SpringService spring,
        ObjectProvider<HealthEndpoint> endpoint,
        ObjectProvider<HealthEndpointGroups> groups) {
      return service -> {
        HealthEndpoint health = endpoint.getIfAvailable();
        HealthEndpointGroups known = groups.getIfAvailable();
        if (health != null && known != null) {
          add(service, spring, health, known.getNames());
        }
      };
    }

    private static void add(
        LameduckBuilder service, SpringService spring, HealthEndpoint health, Set<String> groups) {
      if (groups.contains("readiness")) {
        service.check(
            CheckKind.READINESS,
            "health",
            () -> !spring.decides() || passes(health, "readiness"),
            OFTEN);
      }
      if (groups.contains("liveness")) {
        service.check(CheckKind.LIVENESS, "health", () -> passes(health, "liveness"), PATIENT);
      }
    }

    /** As Actuator's own probes have it: what is unknown passes. */
    private static boolean passes(HealthEndpoint health, String group) {
      HealthDescriptor known = health.healthForPath(group);
      Status status = known == null ? Status.UNKNOWN : known.getStatus(); // no contributor in it
      return !Status.DOWN.equals(status) && !Status.OUT_OF_SERVICE.equals(status);
    }
  }
}
