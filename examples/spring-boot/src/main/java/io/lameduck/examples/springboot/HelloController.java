package io.lameduck.examples.springboot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The routes of all examples. */
@RestController
class HelloController {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  @GetMapping("/")
  byte[] root() {
    return KIBIBYTE;
  }

  @PostMapping("/")
  String length(@RequestBody(required = false) byte[] body) {
    return (body == null ? 0 : body.length) + "\n";
  }

  @GetMapping("/slow")
  byte[] slow(@RequestParam(name = "ms", defaultValue = "1000") int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return KIBIBYTE;
  }

  @GetMapping("/stream")
  StreamingResponseBody stream(
      @RequestParam(name = "ms", defaultValue = "100") int millis,
      @RequestParam(name = "n", defaultValue = "10") int chunks) {
    return body -> stream(body, millis, chunks);
  }

  /** Waits without a thread. */
  @GetMapping("/async")
  CompletableFuture<byte[]> async(@RequestParam(name = "ms", defaultValue = "1000") int millis) {
    return CompletableFuture.supplyAsync(
        () -> KIBIBYTE, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }

  private static void stream(OutputStream body, int millis, int chunks) throws IOException {
    for (int i = 0; i < chunks; i++) {
      pause(millis);
      body.write(KIBIBYTE);
      body.flush();
    }
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
