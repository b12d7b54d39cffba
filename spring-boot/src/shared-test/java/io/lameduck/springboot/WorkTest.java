package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Lameduck;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.ShutdownReport;
import io.lameduck.WorkInFlight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Work of an application that is no request, in an application without a server. */
@Timeout(120)
class WorkTest {
  private ConfigurableApplicationContext application;

  @AfterEach
  void close() {
    if (application != null) { // else the start has failed
      application.close();
    }
  }

  /** Something that runs until it is told to end. */
  private static final class Endless implements Runnable {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch end = new CountDownLatch(1);

    @Override
    public void run() {
      begun.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Its runner starts a loop of the application's own. */
  @Configuration(proxyBeanMethods = false)
  static class Loop {
    final Endless loop = new Endless();

    @Bean
    ApplicationRunner runner(TaskExecutor applicationTaskExecutor) {
      return arguments -> applicationTaskExecutor.execute(loop);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Decorated {
    final AtomicInteger decorated = new AtomicInteger();

    @Bean
    TaskDecorator counting() {
      return task -> {
        decorated.incrementAndGet();
        return task;
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnBuilder {
    static final AtomicInteger DECORATED = new AtomicInteger();

    @Bean
    TaskExecutor mail(ThreadPoolTaskExecutorBuilder builder) {
      TaskDecorator own =
          task -> {
            DECORATED.incrementAndGet();
            return task;
          };
      return builder.taskDecorator(own).build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class ClosedByASchedule {
    private final ConfigurableApplicationContext context;
    volatile boolean done;

    ClosedByASchedule(ConfigurableApplicationContext context) {
      this.context = context;
    }

    @Scheduled(fixedDelay = 10)
    void closeWhenDone() {
      if (done) {
        context.close();
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class Ticking {
    final AtomicInteger ticks = new AtomicInteger();

    @Scheduled(fixedRate = 5)
    void tick() {
      ticks.incrementAndGet();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class Reporting {
    final Endless report = new Endless();
    private final ObjectProvider<SpringService> spring;
    private volatile boolean beganReady;

    Reporting(ObjectProvider<SpringService> spring) {
      this.spring = spring;
    }

    /** A run that began before the application was ready is not waited for. */
    @Scheduled(fixedDelay = 5)
    void report() {
      if (beganReady) {
        report.run();
      }
      beganReady = spring.getObject().accepting().isPresent();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Kafka {
    @Bean
    KafkaListenerEndpointRegistry kafkaListeners() {
      return new KafkaListenerEndpointRegistry();
    }
  }

  private Lameduck start(Class<?> more, String... arguments) {
    return start(List.of(more), arguments);
  }

  private Lameduck start(List<Class<?>> more, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--spring.main.web-application-type=none");
    application = Application.start(more, all.toArray(String[]::new));
    return application.getBean(Lameduck.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTaskOfTheApplicationIsWaitedFor(boolean virtual) throws Exception {
    Lameduck lameduck = start(Decorated.class, "--spring.threads.virtual.enabled=" + virtual);
    Endless task = new Endless();
    application.getBean("applicationTaskExecutor", TaskExecutor.class).execute(task);
    task.begun.await();
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    await().until(() -> lameduck.phase() == Phase.DRAINING);
    assertThat(inFlight(lameduck)).containsExactly("task of the application");
    assertThat(application.isActive()).isTrue();
    task.end.countDown();

    assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
  }

  @Test
  void aDecoratorOfTheApplicationIsKept() {
    start(Decorated.class);
    Decorated decorated = application.getBean(Decorated.class);
    int before = decorated.decorated.get();
    application.getBean("applicationTaskExecutor", TaskExecutor.class).execute(() -> {});
    assertThat(decorated.decorated).hasValue(before + 1);
  }

  @Test
  void aDecoratorThatABuilderIsGivenIsKept() {
    start(OwnBuilder.class);
    int before = OwnBuilder.DECORATED.get();
    application.getBean("mail", TaskExecutor.class).execute(() -> {});
    assertThat(OwnBuilder.DECORATED).hasValue(before + 1);
  }

  @Test
  void aTaskThatHandsInAnotherDoesNotKeepTheDrainWaiting() throws Exception {
    Lameduck lameduck = start(Decorated.class, "--lameduck.grace-period=10s");
    TaskExecutor executor = application.getBean("applicationTaskExecutor", TaskExecutor.class);
    CountDownLatch running = new CountDownLatch(3);
    executor.execute(
        new Runnable() {
          @Override
          public void run() {
            work();
            running.countDown();
            executor.execute(this);
            work();
            work();
          }

          private void work() {
            LockSupport.parkNanos(5_000_000);
          }
        });
    running.await();
    ShutdownReport report = lameduck.shutdown("test").get(60, TimeUnit.SECONDS);
    assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
  }

  /** As programs do that end when their work is done. */
  @Test
  void aTaskThatClosesTheApplicationIsNotWaitedFor() {
    Lameduck lameduck = start(Decorated.class);
    application.getBean("applicationTaskExecutor", TaskExecutor.class).execute(application::close);
    assertDrainedSoon(lameduck);
  }

  @Test
  void aScheduledMethodThatClosesTheApplicationIsNotWaitedFor() {
    Lameduck lameduck = start(ClosedByASchedule.class);
    application.getBean(ClosedByASchedule.class).done = true;
    assertDrainedSoon(lameduck);
  }

  private static void assertDrainedSoon(Lameduck lameduck) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> lameduck.shutdownReport().isPresent());
    assertThat(lameduck.shutdownReport().orElseThrow().outcome()).isEqualTo(Outcome.DRAINED);
  }

  @Test
  void mayBeLeftAlone() throws Exception {
    Lameduck lameduck = start(Reporting.class, "--lameduck.work.enabled=false");
    Endless report = application.getBean(Reporting.class).report;
    report.begun.await();
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    report.end.countDown();
    assertThat(shutdown.get(60, TimeUnit.SECONDS).traffic().served()).isZero();
  }

  @Test
  void aLoopThatARunnerStartsEndsWithTheApplication() throws Exception {
    Lameduck lameduck = start(Loop.class, "--lameduck.grace-period=20s");
    application.getBean(Loop.class).loop.begun.await();
    ShutdownReport report = lameduck.shutdown("test").get(60, TimeUnit.SECONDS);
    assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noScheduledMethodBeginsOnceTheSourcesAreStopped(boolean virtual) throws Exception {
    Lameduck lameduck =
        start(List.of(Ticking.class, Kafka.class), "--spring.threads.virtual.enabled=" + virtual);
    AtomicInteger ticks = application.getBean(Ticking.class).ticks;
    KafkaListenerEndpointRegistry messages =
        application.getBean(KafkaListenerEndpointRegistry.class);
    await().until(() -> ticks.get() > 3);
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    await().until(() -> lameduck.phase() == Phase.DRAINING);
    await().until(() -> inFlight(lameduck).equals(List.of("messages of kafkaListeners")));
    int before = ticks.get();
    messages.handled();

    assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(ticks).hasValue(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aScheduledMethodThatRunsIsWaitedForAndNotLate(boolean virtual) throws Exception {
    Lameduck lameduck = start(Reporting.class, "--spring.threads.virtual.enabled=" + virtual);
    Endless report = application.getBean(Reporting.class).report;
    report.begun.await();
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    await().until(() -> lameduck.phase() == Phase.DRAINING);
    assertThat(inFlight(lameduck)).singleElement().asString().contains("Reporting.report");
    report.end.countDown();

    ShutdownReport result = shutdown.get(60, TimeUnit.SECONDS);
    assertThat(result.outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(result.traffic().late()).isZero();
  }

  @Test
  void messagesInHandAreFinished() throws Exception {
    Lameduck lameduck = start(Kafka.class);
    KafkaListenerEndpointRegistry registry =
        application.getBean(KafkaListenerEndpointRegistry.class);
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    registry.stopped.await();
    await().until(() -> lameduck.phase() == Phase.DRAINING);
    assertThat(inFlight(lameduck)).containsExactly("messages of kafkaListeners");
    registry.handled();

    assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
  }

  private static List<String> inFlight(Lameduck lameduck) {
    return lameduck.inFlight().list(10).stream().map(WorkInFlight::description).toList();
  }
}
