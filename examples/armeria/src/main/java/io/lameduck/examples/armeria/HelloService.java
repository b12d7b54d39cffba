package io.lameduck.examples.armeria;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Default;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The routes of all examples; none of them holds a thread. */
public final class HelloService {
  private static final HttpData KIBIBYTE =
      HttpData.wrap("hello, world! \n\n".repeat(64).getBytes(UTF_8));

  @Get("/")
  public HttpResponse root() {
    return kibibyte();
  }

  @Post("/")
  public HttpResponse length(byte[] body) {
    return HttpResponse.of(body.length + "\n");
  }

  @Get("/slow")
  public HttpResponse slow(@Param("ms") @Default("1000") int millis) {
    return HttpResponse.delayed(kibibyte(), Duration.ofMillis(millis));
  }

  /** Each chunk is sent when it is there. */
  @Get("/stream")
  public HttpResponse stream(
      ServiceRequestContext ctx,
      @Param("ms") @Default("100") int millis,
      @Param("n") @Default("10") int chunks) {
    HttpResponseWriter response = HttpResponse.streaming();
    response.write(ResponseHeaders.of(HttpStatus.OK));
    sendLater(ctx, response, millis, chunks);
    return response;
  }

  private static void sendLater(
      ServiceRequestContext ctx, HttpResponseWriter response, int millis, int chunks) {
    ctx.eventLoop()
        .schedule(() -> send(ctx, response, millis, chunks), millis, TimeUnit.MILLISECONDS);
  }

  private static void send(
      ServiceRequestContext ctx, HttpResponseWriter response, int millis, int chunks) {
    response.write(KIBIBYTE);
    if (chunks > 1) {
      sendLater(ctx, response, millis, chunks - 1);
    } else {
      response.close();
    }
  }

  private static HttpResponse kibibyte() {
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, KIBIBYTE);
  }
}
