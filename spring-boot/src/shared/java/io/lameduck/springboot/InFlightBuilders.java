package io.lameduck.springboot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.TaskDecorator;

/**
 * Gives the builders of executors that Spring Boot configures the decorator for {@link
 * InFlightTasks}. An application that gives a builder another one, or makes its own, has that.
 */
final class InFlightBuilders implements BeanPostProcessor {
  private static final String OF_BOOT = "org.springframework.boot.autoconfigure.task.";

  private final ConfigurableListableBeanFactory beans;
  private final ObjectProvider<SpringService> spring;
  private final ObjectProvider<TaskDecorator> decorators;

  InFlightBuilders(
      ConfigurableListableBeanFactory beans,
      ObjectProvider<SpringService> spring,
      ObjectProvider<TaskDecorator> decorators) {
    this.beans = beans;
    this.spring = spring;
    this.decorators = decorators;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof ThreadPoolTaskExecutorBuilder builder && isOfBoot(name)) {
      return builder.taskDecorator(InFlightTasks.with(spring, decorators));
    } else if (bean instanceof SimpleAsyncTaskExecutorBuilder builder && isOfBoot(name)) {
      return builder.taskDecorator(InFlightTasks.with(spring, decorators));
    } else if (bean instanceof SimpleAsyncTaskSchedulerBuilder builder && isOfBoot(name)) {
      return builder.taskDecorator(InFlightTasks.with(spring, decorators));
    }
    return bean;
  }

  private boolean isOfBoot(String name) {
    if (!beans.containsBeanDefinition(name)) {
      return false;
    }
    BeanDefinition definition = beans.getBeanDefinition(name);
    String factory = definition.getFactoryBeanName();
    return factory != null && factory.startsWith(OF_BOOT);
  }
}
