package io.lameduck.javalin;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Javalin as the plugin hands it over, for a service of the test's own. */
final class JavalinServer implements Server {
  private static final int JETTYS_OWN_THREADS = 3;
  private static final int THREADS = 30;

  private final ExecutorService async;
  private final Javalin javalin;
  private JavalinJetty jetty;
  private int port;

  private JavalinServer(Consumer<JavalinConfig> application, ExecutorService async) {
    this.async = async;
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.threadPool = new QueuedThreadPool(THREADS + JETTYS_OWN_THREADS);
              config.registerPlugin(new HandOver());
              application.accept(config);
            });
  }

  static JavalinServer of(Consumer<JavalinConfig> application) {
    return new JavalinServer(application, ForkJoinPool.commonPool());
  }

  static JavalinServer of(List<Route> routes) {
    ExecutorService async = Executors.newCachedThreadPool(JavalinServer::daemon);
    return new JavalinServer(config -> routes.forEach(route -> add(config, route, async)), async);
  }

  /** Javalin takes parameters of a path for a part of it. */
  private static void add(JavalinConfig config, Route route, ExecutorService async) {
    for (String path : List.of(route.path(), route.path() + ";{parameters}")) {
      config.routes.get(path, ctx -> handle(route, ctx, async));
      config.routes.post(path, ctx -> handle(route, ctx, async));
    }
  }

  private static void handle(Route route, Context ctx, ExecutorService async) throws Exception {
    if (route.async()) {
      ctx.future(() -> CompletableFuture.runAsync(() -> serve(route, ctx), async));
    } else {
      route.action().serve(new JavalinCall(ctx));
    }
  }

  private static void serve(Route route, Context ctx) {
    try {
      route.action().serve(new JavalinCall(ctx));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  void stop() {
    javalin.stop();
    async.shutdownNow(); // of no effect on the common pool
  }

  @Override
  public void start(ServerContext context) throws IOException {
    javalin.start("127.0.0.1", 0);
    port = javalin.port();
    jetty.adapter().start(context);
  }

  @Override
  public String name() {
    return jetty.adapter().name();
  }

  @Override
  public boolean congested() {
    return jetty.adapter().congested();
  }

  @Override
  public void stopAccepting() {
    jetty.adapter().stopAccepting();
  }

  @Override
  public void closeIdle(Duration linger) {
    jetty.adapter().closeIdle(linger);
  }

  @Override
  public OptionalLong connections() {
    return jetty.adapter().connections();
  }

  @Override
  public void close() {
    jetty.adapter().close();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "async");
    thread.setDaemon(true);
    return thread;
  }

  private final class HandOver extends Plugin<Void> {
    @Override
    public void onInitialize(JavalinState state) {
      jetty = new JavalinJetty(state);
    }
  }
}
