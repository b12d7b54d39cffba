package io.lameduck.springboot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An ordinary application, on a free port; nothing in it knows of the library. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Application {
  /** A request is held until it is released. */
  static final class Held {
    final CountDownLatch arrived = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    String pass() throws InterruptedException {
      arrived.countDown();
      released.await();
      return "held";
    }
  }

  /** What the application needs to serve, and whether it is there. */
  static final class Database extends UpOrDown implements AutoCloseable {
    volatile boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A request to Actuator that is held, on whatever port that is. */
  @Endpoint(id = "held")
  static final class HeldEndpoint {
    private final Held held;

    HeldEndpoint(Held held) {
      this.held = held;
    }

    @ReadOperation
    Map<String, String> held() throws InterruptedException {
      return Map.of("answer", held.pass());
    }
  }

  @RestController
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static final class Web {
    private final Held held;
    private final Database database;

    Web(Held held, Database database) {
      this.held = held;
      this.database = database;
    }

    @GetMapping("/hello")
    String hello() {
      return "hello";
    }

    @GetMapping("/held")
    String held() throws InterruptedException {
      String answer = held.pass();
      return database.closed ? "the database is closed" : answer;
    }
  }

  /** The same, where nothing may block. */
  @RestController
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  static final class ReactiveWeb {
    private final Web web;

    ReactiveWeb(Held held, Database database) {
      this.web = new Web(held, database);
    }

    @GetMapping("/hello")
    String hello() {
      return web.hello();
    }

    @GetMapping("/held")
    Mono<String> held() {
      return Mono.fromCallable(web::held).subscribeOn(Schedulers.boundedElastic());
    }
  }

  @Bean
  Held held() {
    return new Held();
  }

  @Bean
  HeldEndpoint heldEndpoint(Held held) {
    return new HeldEndpoint(held);
  }

  @Bean
  Database database() {
    return new Database();
  }

  /** Starts it, in a JVM that is not to end with it. */
  static ConfigurableApplicationContext start(String... arguments) {
    return start(List.of(), arguments);
  }

  /** The same with more of a configuration. */
  static ConfigurableApplicationContext start(List<Class<?>> more, String... arguments) {
    SpringApplication application = new SpringApplication(Application.class);
    application.addPrimarySources(more);
    application.setRegisterShutdownHook(false);
    return application.run(arguments(inATest(arguments)));
  }

  /** What it always has, and more. */
  static String[] arguments(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.reactor.netty.shutdown-quiet-period=0s",
                "--spring.main.banner-mode=off",
                "--management.endpoint.health.probes.enabled=true",
                "--management.endpoint.health.group.readiness.include=readinessState,database",
                "--management.endpoints.web.exposure.include=health,metrics,lameduck,held"));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  /** In the JVM of the tests, which goes on. */
  static String[] inATest(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--org.springframework.boot.test.context.SpringBootTestContextBootstrapper=true"));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }
}
