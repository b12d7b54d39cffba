package io.lameduck.app;

import io.lameduck.LameduckBuilder;
import io.lameduck.micronaut.LameduckCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.reactivestreams.Publisher;

/** An application that has the module and nothing else of the library. */
public final class Application {
  private Application() {}

  /** Started on a free port, with properties as name, value, name, value. */
  public static EmbeddedServer start(String... properties) {
    Map<String, Object> all = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    return ApplicationContext.run(EmbeddedServer.class, all);
  }

  /** A request that waits. */
  @Singleton
  public static final class Held {
    public final CountDownLatch arrived = new CountDownLatch(1);
    public final CountDownLatch released = new CountDownLatch(1);
  }

  @Controller
  public static final class Hello {
    private final Held held;

    Hello(Held held) {
      this.held = held;
    }

    @Get("/hello")
    String hello() {
      return "hello";
    }

    @Get("/held")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String held() throws InterruptedException {
      held.arrived.countDown();
      held.released.await();
      return "held";
    }
  }

  @ServerWebSocket("/ws")
  public static final class Echo {
    @OnMessage
    Publisher<String> echo(String message, WebSocketSession session) {
      return session.send(message);
    }
  }

  @Singleton
  public static final class Database implements HealthIndicator {
    public volatile boolean up = true;

    @Override
    public Publisher<HealthResult> getResult() {
      HealthStatus status = up ? HealthStatus.UP : HealthStatus.DOWN;
      return Publishers.just(HealthResult.builder("database", status).build());
    }
  }

  /** What an application may want besides. */
  @Singleton
  @Requires(property = "with.more")
  public static final class More implements LameduckCustomizer {
    public volatile boolean closed;

    @Override
    public void customize(LameduckBuilder service) {
      service.closeLast("more", () -> closed = true);
    }
  }

  @Factory
  public static final class Registry {
    @Singleton
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }
}
