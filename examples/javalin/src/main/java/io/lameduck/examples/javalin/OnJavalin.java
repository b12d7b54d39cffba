package io.lameduck.examples.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.lameduck.javalin.LameduckPlugin;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A small service on Javalin that drops no request when it is told to end: {@code /}, {@code /slow}
 * and {@code /stream}. With {@code PLAIN=true} it is as it would be without the library.
 */
public final class OnJavalin {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  private OnJavalin() {}

  public static void main(String[] args) {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    Javalin.create(OnJavalin::configure).start(port);
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    if (!Boolean.parseBoolean(System.getenv("PLAIN"))) {
      config.registerPlugin(new LameduckPlugin());
    }
    config.routes.get("/", ctx -> ctx.result(KIBIBYTE));
    config.routes.post("/", ctx -> ctx.result(ctx.bodyAsBytes().length + "\n"));
    config.routes.get("/slow", OnJavalin::slow);
    config.routes.get("/stream", OnJavalin::stream);
    if (Boolean.parseBoolean(System.getenv("PLAIN"))) {
      config.routes.get("/alive", ctx -> ctx.result("ok"));
      config.routes.get("/ready", ctx -> ctx.result("ok"));
    }
  }

  /** Waits without a thread. */
  private static void slow(Context ctx) {
    ctx.future(
        () ->
            CompletableFuture.runAsync(() -> ctx.result(KIBIBYTE), after(number(ctx, "ms", 1000))));
  }

  private static void stream(Context ctx) throws IOException, InterruptedException {
    for (int i = 0; i < number(ctx, "n", 10); i++) {
      TimeUnit.MILLISECONDS.sleep(number(ctx, "ms", 100));
      ctx.outputStream().write(KIBIBYTE);
      ctx.res().flushBuffer();
    }
  }

  private static Executor after(int millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }

  private static int number(Context ctx, String name, int otherwise) {
    return ctx.queryParamAsClass(name, Integer.class).getOrDefault(otherwise);
  }
}
