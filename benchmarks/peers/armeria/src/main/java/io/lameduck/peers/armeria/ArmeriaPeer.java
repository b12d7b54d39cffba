package io.lameduck.peers.armeria;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.annotation.Default;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import java.time.Duration;

/** A service on Armeria whose quiet period is the delay. */
public final class ArmeriaPeer {
  private static final String KIBIBYTE = "hello, world! \n\n".repeat(64);

  public static void main(String[] args) {
    Server server =
        Server.builder()
            .http(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")))
            .blockingTaskExecutor(200)
            .requestTimeoutMillis(0) // no other peer has one
            .annotatedService()
            .useBlockingTaskExecutor(true)
            .build(new ArmeriaPeer())
            // Its Javadoc: unhealthy as soon as the server is stopping.
            .service("/internal/healthcheck", HealthCheckService.of())
            // Javadoc of GracefulShutdown: no quiet period at all would mean no wait for requests.
            .gracefulShutdownTimeout(delay(), Duration.ofSeconds(20))
            .build();
    // Its Javadoc: stops the server when the JVM shuts down.
    server.closeOnJvmShutdown();
    server.start().join();
  }

  private static Duration delay() {
    return Duration.parse("PT" + System.getenv().getOrDefault("PEER_DELAY", "5s"));
  }

  @Get("/")
  public HttpResponse root() {
    return HttpResponse.of(KIBIBYTE);
  }

  @Post("/")
  public HttpResponse post(byte[] body) {
    return HttpResponse.of(body.length + "\n");
  }

  @Get("/slow")
  public HttpResponse slow(@Param("ms") @Default("1000") int millis) throws InterruptedException {
    Thread.sleep(millis);
    return HttpResponse.of(KIBIBYTE);
  }
}
