package io.lameduck.examples.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The routes of all examples. */
@Controller
final class HelloController {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  @Get(produces = MediaType.TEXT_PLAIN)
  byte[] root() {
    return KIBIBYTE;
  }

  @Post(consumes = MediaType.ALL, produces = MediaType.TEXT_PLAIN)
  @ExecuteOn(TaskExecutors.BLOCKING)
  String length(@Body InputStream body) throws IOException {
    return body.readAllBytes().length + "\n";
  }

  @Get(uri = "/slow", produces = MediaType.TEXT_PLAIN)
  @ExecuteOn(TaskExecutors.BLOCKING)
  byte[] slow(@QueryValue(defaultValue = "1000") int ms) throws InterruptedException {
    Thread.sleep(ms);
    return KIBIBYTE;
  }

  /** Waits without a thread. */
  @Get(uri = "/stream", produces = MediaType.TEXT_PLAIN)
  Publisher<byte[]> stream(
      @QueryValue(defaultValue = "100") int ms, @QueryValue(defaultValue = "10") int n) {
    return Flux.interval(Duration.ofMillis(ms))
        .onBackpressureBuffer()
        .take(n)
        .map(tick -> KIBIBYTE);
  }
}
