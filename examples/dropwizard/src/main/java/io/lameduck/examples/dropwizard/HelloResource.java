package io.lameduck.examples.dropwizard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code /}, {@code /slow} and {@code /stream}. */
@Path("/")
public final class HelloResource {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  @GET
  public byte[] root() {
    return KIBIBYTE;
  }

  @POST
  public String upload(byte[] body) {
    return body.length + "\n";
  }

  /** Waits without a thread. */
  @GET
  @Path("slow")
  public void slow(
      @QueryParam("ms") @DefaultValue("1000") int millis, @Suspended AsyncResponse response) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
        .execute(() -> response.resume(KIBIBYTE));
  }

  @GET
  @Path("stream")
  public StreamingOutput stream(
      @QueryParam("n") @DefaultValue("10") int pieces,
      @QueryParam("ms") @DefaultValue("100") int millis) {
    return body -> {
      for (int i = 0; i < pieces; i++) {
        pause(millis);
        body.write(KIBIBYTE);
        body.flush();
      }
    };
  }

  private static void pause(int millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
