package io.lameduck.peers.micronaut;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The routes of all peers. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_PLAIN)
class PeerController {
  private static final String KIBIBYTE = "hello, world! \n\n".repeat(64);

  @Get
  String root() {
    return KIBIBYTE;
  }

  @Post
  @Consumes(MediaType.ALL)
  String post(HttpRequest<byte[]> request) {
    return request.getBody().map(bytes -> bytes.length).orElse(0) + "\n";
  }

  @Get("/slow")
  String slow(@QueryValue(value = "ms", defaultValue = "1000") int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return KIBIBYTE;
  }
}
