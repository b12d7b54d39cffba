package io.lameduck.springboot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

/** A management port of its own has a context of its own, and customizers of the factory there. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementServerConfiguration {
  @Bean
  static FactoryCustomizer lameduckManagementFactoryCustomizer(
      ObjectProvider<ServerAdapter> adapters) {
    return new FactoryCustomizer(adapters);
  }
}
