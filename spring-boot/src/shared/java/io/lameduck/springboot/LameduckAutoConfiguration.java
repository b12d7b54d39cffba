package io.lameduck.springboot;

import io.lameduck.micrometer.LameduckMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
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
@Import({ServerConfiguration.class, HealthConfiguration.class})
public final class LameduckAutoConfiguration {
  LameduckAutoConfiguration() {}

  @Bean
  static SpringService lameduckService(
      ConfigurableApplicationContext context,
      ObjectProvider<ServerSource> servers,
      ObjectProvider<LameduckCustomizer> customizers,
      ObjectProvider<SpringService.StartedListener> listeners) {
    return new SpringService(context, servers, customizers, listeners);
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
}
