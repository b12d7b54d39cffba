package io.lameduck.examples.webflux;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The routes of all examples; none of them holds a thread. */
@RestController
class HelloController {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  @GetMapping("/")
  Mono<byte[]> root() {
    return Mono.just(KIBIBYTE);
  }

  @PostMapping("/")
  Mono<String> length(ServerHttpRequest request) {
    return request
        .getBody()
        .map(HelloController::take)
        .reduce(0, Integer::sum)
        .map(length -> length + "\n");
  }

  @GetMapping({"/slow", "/async"})
  Mono<byte[]> slow(@RequestParam(name = "ms", defaultValue = "1000") int millis) {
    return Mono.delay(Duration.ofMillis(millis)).map(tick -> KIBIBYTE);
  }

  /** Each chunk is sent when it is there. */
  @GetMapping("/stream")
  Mono<Void> stream(
      @RequestParam(name = "ms", defaultValue = "100") int millis,
      @RequestParam(name = "n", defaultValue = "10") int chunks,
      ServerHttpResponse response) {
    return response.writeAndFlushWith(
        Flux.range(0, chunks)
            .delayElements(Duration.ofMillis(millis))
            .map(chunk -> Mono.just(kibibyte())));
  }

  private static int take(DataBuffer part) {
    int length = part.readableByteCount();
    DataBufferUtils.release(part);
    return length;
  }

  private static DataBuffer kibibyte() {
    return DefaultDataBufferFactory.sharedInstance.wrap(KIBIBYTE);
  }
}
