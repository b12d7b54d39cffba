package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Lameduck;
import io.lameduck.Phase;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;

/** An application whose context has been made at build time, as for a native image. */
@Timeout(120)
class AheadOfTimeTest {
  /** The classes of an application may be package-private, and so the generated ones join them. */
  @Test
  @CompileWithForkedClassLoader
  void isAServiceWhoseTasksAreInFlight() {
    TestGenerationContext generated = new TestGenerationContext();
    AnnotationConfigApplicationContext atBuildTime = new AnnotationConfigApplicationContext();
    prepare(atBuildTime);
    atBuildTime.register(Application.class);
    new ApplicationContextAotGenerator().processAheadOfTime(atBuildTime, generated);
    generated.writeGeneratedContent();
    TestCompiler.forSystem()
        .with(generated)
        .compile(
            compiled -> {
              try (GenericApplicationContext context = new GenericApplicationContext()) {
                prepare(context);
                initializer(compiled).initialize(context);
                assertTasksAreInFlight(context);
              }
            });
  }

  @SuppressWarnings("unchecked") // what is generated is not generic
  private static ApplicationContextInitializer<GenericApplicationContext> initializer(
      Compiled compiled) {
    return compiled.getInstance(ApplicationContextInitializer.class);
  }

  private static void prepare(GenericApplicationContext context) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "org.springframework.boot.test.context.SpringBootTestContextBootstrapper",
                    "true")));
  }

  private static void assertTasksAreInFlight(GenericApplicationContext context) {
    context.refresh();
    context.publishEvent(
        new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
    AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    Lameduck lameduck = context.getBean(Lameduck.class);
    await().until(() -> lameduck.phase() == Phase.READY);

    CountDownLatch end = new CountDownLatch(1);
    context.getBean("applicationTaskExecutor", TaskExecutor.class).execute(() -> pass(end));
    assertThat(lameduck.inFlight().count()).isEqualTo(1);
    end.countDown();
  }

  private static void pass(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
