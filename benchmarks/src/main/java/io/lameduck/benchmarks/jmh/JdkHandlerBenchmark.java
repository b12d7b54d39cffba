package io.lameduck.benchmarks.jmh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The time the library adds to a request of the JDK's server, against the handler alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JdkHandlerBenchmark {
  private final HttpExchange exchange = new StubExchange();
  private final HttpHandler handler = JdkHandlerBenchmark::answer;
  private HttpHandler tracked;
  private Lameduck lameduck;

  @Setup
  public void start() throws IOException {
    HttpServer server =
        JdkServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tracked = (HttpHandler) server.createContext("/", handler); // what the JDK's server will call
    lameduck =
        Lameduck.builder()
            .exit(Exit.none())
            .withoutSignals()
            .environment(Map.of())
            .serve(JdkServer.of(server))
            .start();
    handlerTracked();
    if (lameduck.traffic().served() != 1) {
      throw new IllegalStateException("the library has not seen the request");
    }
  }

  @TearDown
  public void end() {
    lameduck.stop();
  }

  @Benchmark
  public void handler() throws IOException {
    handler.handle(exchange);
  }

  @Benchmark
  public void handlerTracked() throws IOException {
    tracked.handle(exchange);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
