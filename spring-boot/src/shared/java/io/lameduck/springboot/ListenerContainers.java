package io.lameduck.springboot;

import io.lameduck.LameduckBuilder;
import io.lameduck.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The containers of message listeners of Spring Kafka, RabbitMQ and JMS: they take no more messages
 * from the lame duck on, and those in hand are finished, as far as the containers wait for them:
 * one of RabbitMQ does for its own shutdown timeout. Their classes are known by name, since an
 * application has one of them or none.
 */
final class ListenerContainers {
  private static final List<String> REGISTRIES =
      List.of(
          "org.springframework.kafka.config.KafkaListenerEndpointRegistry",
          "org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry",
          "org.springframework.jms.config.JmsListenerEndpointRegistry");

  /** The age of the messages is not known, but that they came before the shutdown. */
  private static final Duration AT_LEAST = Duration.ofSeconds(1);

  private final SpringService spring;
  private final ListableBeanFactory beans;

  ListenerContainers(SpringService spring, ListableBeanFactory beans) {
    this.spring = spring;
    this.beans = beans;
  }

  void addTo(LameduckBuilder service) {
    Map<String, SmartLifecycle> all = beans.getBeansOfType(SmartLifecycle.class, false, false);
    all.forEach(
        (name, registry) -> {
          if (isRegistry(registry.getClass())) {
            service.source(name, () -> stop(name, registry));
          }
        });
  }

  /** Spring calls back when the containers have stopped. */
  private void stop(String name, SmartLifecycle registry) {
    if (!registry.isRunning()) {
      return;
    }
    Ticket ticket = spring.isEndedBy(packageOf(registry)) ? null : ticket(name);
    Runnable handled = ticket == null ? () -> {} : ticket::close;
    try {
      registry.stop(handled);
    } catch (RuntimeException | Error e) {
      handled.run();
      throw e;
    }
  }

  private @Nullable Ticket ticket(String name) {
    return spring
        .accepting()
        .map(service -> service.inFlight().tryEnter(() -> "messages of " + name, AT_LEAST))
        .orElse(null);
  }

  /** {@code org.springframework.kafka.}, of the class that is one of the registries. */
  private static String packageOf(SmartLifecycle registry) {
    return lineage(registry.getClass())
        .map(Class::getName)
        .filter(REGISTRIES::contains)
        .map(name -> name.replaceFirst("^(org\\.springframework\\.\\w+\\.).*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isRegistry(Class<?> type) {
    return lineage(type).anyMatch(known -> REGISTRIES.contains(known.getName()));
  }

  private static Stream<Class<?>> lineage(Class<?> type) {
    return Stream.<Class<?>>iterate(type, known -> known != null, Class::getSuperclass);
  }
}
