package io.lameduck.examples.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Counts visits in Redis, and is ready only while Redis answers. */
public final class RedisGated {
  private RedisGated() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(RedisGated::start); // what it throws becomes the termination message
  }

  private static void start() throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    RedisClient redis = redis();
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> visit(exchange, redis));

    Lameduck.builder()
        .serve(JdkServer.of(server))
        .readiness("redis", () -> redis.ping())
        .closeLast("redis", redis)
        .closeLast("threads", threads::shutdownNow)
        .start();
  }

  /** Connects when it is first used, and again whenever that is necessary. */
  static RedisClient redis() {
    return RedisClient.create(System.getenv().getOrDefault("REDIS_URI", "redis://localhost:6379"));
  }

  private static void visit(HttpExchange exchange, RedisClient redis) throws IOException {
    try {
      answer(exchange, 200, "visit " + redis.incr("visits") + "\n");
    } catch (JedisException e) {
      answer(exchange, 503, "Redis does not answer\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
