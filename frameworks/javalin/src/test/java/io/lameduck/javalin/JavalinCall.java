package io.lameduck.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.lameduck.spi.Call;
import java.io.IOException;
import java.io.OutputStream;

/** A request to a handler of Javalin. */
record JavalinCall(Context ctx) implements Call {
  @Override
  public String body() {
    return ctx.body();
  }

  @Override
  public void answer(int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    ctx.status(status);
    if (bytes.length > 0) {
      ctx.header("Content-Length", Integer.toString(bytes.length));
      ctx.outputStream().write(bytes);
      ctx.res().flushBuffer(); // a handler may go on after its answer
    }
  }

  /** Javalin's own stream cannot be flushed. */
  @Override
  public OutputStream stream() throws IOException {
    ctx.res().flushBuffer();
    return ctx.res().getOutputStream();
  }

  /** A handler cannot end a request without a response. */
  @Override
  public void drop() {
    throw new IllegalStateException("as the test wants it");
  }
}
